package cl.reparto.request.shop;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.shop.ShopLog;
import cl.reparto.service.shop.ShopState;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * The shop as its people say that it is: whether it takes orders, and at what pace.
 */
@Component
public final class Shop {

	/** How far ahead an order can be wanted. */
	public static final Duration AHEAD = Duration.ofDays(7);

	/** Where nobody said when the shop opens, one looks again. */
	private static final Duration LOOK_AGAIN = Duration.ofMinutes(10);

	private final ShopLog log;

	private final ZoneId zone;

	Shop(ShopLog log, ShopSettings settings) {
		this.log = log;
		this.zone = settings.zone();
	}

	/**
	 * Lets a new order in.
	 * @param wantedFor when it is wanted; null for as soon as can be
	 * @param now the time
	 * @return the factor on its stages, which stays as it is for this order; null for 1
	 * @throws ProblemException as {@link ProblemKind#SHOP_CLOSED} if the shop is closed,
	 * {@link ProblemKind#INVALID_ORDER} if it cannot be had when it is wanted, or
	 * {@link ProblemKind#UNAVAILABLE} if it is not known yet what was said of the shop
	 */
	public @Nullable BigDecimal admit(@Nullable Instant wantedFor, Instant now) {
		ShopState state = state();
		if (wantedFor != null) {
			requireHours(state, wantedFor, now);
		}
		else {
			state.closed(now, this.zone).ifPresent((closed) -> {
				throw closed(closed, now);
			});
		}
		return (state.pace().compareTo(BigDecimal.ONE) != 0) ? state.pace() : null;
	}

	private void requireHours(ShopState state, Instant wantedFor, Instant now) {
		if (!wantedFor.isAfter(now)) {
			throw bad("must be in the future");
		}
		if (wantedFor.isAfter(now.plus(AHEAD))) {
			throw bad("must be at most " + AHEAD.toDays() + " days ahead");
		}
		state.closed(wantedFor, this.zone).ifPresent((closed) -> {
			Instant opens = closed.opensAt();
			if (opens == null) {
				throw closed(closed, now);
			}
			throw bad((closed.why() == ShopState.Why.HOURS) ? "must be within opening hours"
					: "must be when the shop is open again, from " + shown(opens) + " on");
		});
	}

	private static ProblemException bad(String what) {
		return new ProblemException(ProblemKind.INVALID_ORDER, Map.of("for", what));
	}

	private ProblemException closed(ShopState.Closed closed, Instant now) {
		Instant opens = closed.opensAt();
		String until = (opens != null) ? "until " + shown(opens) : "until its people open it again";
		String why = (closed.reason() != null) ? closed.reason()
				: (closed.why() == ShopState.Why.HOURS) ? "these are not its opening hours" : "its people say so";
		ProblemException problem = new ProblemException(ProblemKind.SHOP_CLOSED, "Closed " + until + ": " + why + ".");
		Duration wait = (opens != null) ? Duration.between(now, opens) : LOOK_AGAIN;
		problem.getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(wait.toSeconds() + 1));
		return problem;
	}

	private String shown(Instant time) {
		return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time.atZone(this.zone));
	}

	/**
	 * All that was said of it, if that is known yet.
	 * @return what was said last
	 */
	public Optional<ShopState> known() {
		return this.log.newest();
	}

	/**
	 * All that was said of it.
	 * @return what was said last
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if that is not known
	 * yet
	 */
	public ShopState state() {
		return known().orElseThrow(() -> new ProblemException(ProblemKind.UNAVAILABLE));
	}

}
