package cl.reparto.model.command;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * How long an order stays in each status; in whole milliseconds. Zero is allowed. What
 * processing-service moves orders by and notification-service tells, so both are set up
 * alike ({@code reparto.stages}).
 *
 * @param recibido the time until {@code preparando}; null for 2 seconds
 * @param preparando the time until {@code entregando}; null for 5 seconds
 * @param entregando the time until {@code finalizado}; null for 5 seconds
 */
public record Stages(Duration recibido, Duration preparando, Duration entregando) {

	/**
	 * The longest stage, at whatever pace. Three of them and the longest retention end
	 * before the topics forget an order ({@link cl.reparto.model.Topics#RETENTION}).
	 */
	public static final Duration LONGEST = Duration.ofDays(7);

	/** As long as they are where nothing is said. */
	public static final Stages DEFAULT = new Stages(null, null, null);

	/**
	 * Fills in what is not said, and checks the rest.
	 * @throws IllegalArgumentException if a stage cannot be kept
	 */
	public Stages(@Nullable Duration recibido, @Nullable Duration preparando, @Nullable Duration entregando) {
		this.recibido = checked("recibido", (recibido != null) ? recibido : Duration.ofSeconds(2));
		this.preparando = checked("preparando", (preparando != null) ? preparando : Duration.ofSeconds(5));
		this.entregando = checked("entregando", (entregando != null) ? entregando : Duration.ofSeconds(5));
	}

	private static Duration checked(String stage, Duration duration) {
		if (duration.isNegative() || duration.compareTo(LONGEST) > 0) {
			throw new IllegalArgumentException(
					"reparto.stages." + stage + " must be from 0s to " + LONGEST.toDays() + "d, not " + duration);
		}
		return duration.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * How long an order stays in a status.
	 * @param status any status but an end
	 * @param pace by how much longer than usual; null for as long as usual
	 * @return the time until the next one, {@link #LONGEST} at most
	 */
	public Duration of(Status status, @Nullable BigDecimal pace) {
		Duration usual = switch (status) {
			case RECIBIDO -> this.recibido;
			case PREPARANDO -> this.preparando;
			case ENTREGANDO -> this.entregando;
			case FINALIZADO, CANCELADO ->
				throw new IllegalArgumentException("nothing comes after " + status.wireName());
		};
		return (pace != null) ? stretched(usual, pace) : usual;
	}

	private static Duration stretched(Duration usual, BigDecimal pace) {
		BigDecimal millis = pace.multiply(BigDecimal.valueOf(usual.toMillis()))
			.min(BigDecimal.valueOf(LONGEST.toMillis()));
		return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
	}

}
