package cl.reparto.processing.lifecycle;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.temporal.ChronoUnit;

import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an order stays in each status; in whole milliseconds. Zero is allowed.
 *
 * @param recibido the time until {@code preparando}
 * @param preparando the time until {@code entregando}
 * @param entregando the time until {@code finalizado}
 */
public record Stages(@DefaultValue("2s") Duration recibido, @DefaultValue("5s") Duration preparando,
		@DefaultValue("5s") Duration entregando) {

	/**
	 * The longest stage, at whatever pace. Three of them and the longest retention end
	 * before the topics forget an order ({@link cl.reparto.model.Topics#RETENTION}).
	 */
	static final Duration LONGEST = Duration.ofDays(7);

	/**
	 * Checks the content.
	 * @throws IllegalArgumentException if a stage cannot be kept
	 */
	public Stages {
		recibido = checked("recibido", recibido);
		preparando = checked("preparando", preparando);
		entregando = checked("entregando", entregando);
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
	Duration of(Status status, @Nullable BigDecimal pace) {
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
