package cl.reparto.notification.status.http;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;

import cl.reparto.model.Status;
import cl.reparto.notification.status.StatusSettings;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.convert.DurationStyle;

/**
 * A customer's question, as it came in.
 *
 * @param id the order
 * @param seen what was seen of it; nothing older is an answer
 * @param waitFor the status to wait for
 * @param timeout how long to wait at most
 */
record StatusQuery(UUID id, SeenVersions seen, Status waitFor, Duration timeout) {

	private static final Duration DEFAULT_WAIT = Duration.ofSeconds(30);

	/**
	 * Reads a question.
	 * @param id the id in the address
	 * @param waitFor the parameter; null if there is none
	 * @param timeout the parameter; null if there is none
	 * @param ifNoneMatch the header, which tells what the customer has seen; null if
	 * there is none
	 * @param patience how long to wait if no parameter says so
	 * @return the question
	 * @throws ProblemException if anything is malformed; names all of it
	 */
	static StatusQuery of(String id, @Nullable String waitFor, @Nullable String timeout, @Nullable String ifNoneMatch,
			Duration patience) {
		Map<String, String> errors = new TreeMap<>();
		Optional<UUID> order = OrderId.of(id);
		if (order.isEmpty()) {
			errors.put("id", OrderId.EXPECTED);
		}
		Optional<Status> status = status(waitFor, errors);
		Duration most = timeout(timeout, errors);
		if (waitFor == null && timeout != null) {
			errors.put("timeout", "goes with waitFor");
		}
		if (!errors.isEmpty()) {
			throw new ProblemException(ProblemKind.INVALID_QUERY, errors);
		}
		SeenVersions seen = SeenVersions.of(ifNoneMatch);
		return status.map((wanted) -> new StatusQuery(order.orElseThrow(), seen, wanted, most))
			.orElseGet(() -> new StatusQuery(order.orElseThrow(), seen, Status.RECIBIDO, patience));
	}

	private static Optional<Status> status(@Nullable String waitFor, Map<String, String> errors) {
		if (waitFor == null) {
			return Optional.empty();
		}
		try {
			return Optional.of(Status.of(waitFor));
		}
		catch (IllegalArgumentException ex) {
			errors.put("waitFor", "must be one of recibido, preparando, entregando, finalizado, cancelado");
			return Optional.empty();
		}
	}

	private static Duration timeout(@Nullable String timeout, Map<String, String> errors) {
		if (timeout == null) {
			return DEFAULT_WAIT;
		}
		try {
			Duration wait = DurationStyle.SIMPLE.parse(timeout, java.time.temporal.ChronoUnit.SECONDS);
			if (!wait.isNegative() && wait.compareTo(StatusSettings.LONGEST_WAIT) <= 0) {
				return wait;
			}
		}
		catch (IllegalArgumentException | ArithmeticException ex) {
			// Said below.
		}
		errors.put("timeout", "must be a time such as 30s or 500ms, at most 60s");
		return DEFAULT_WAIT;
	}

}
