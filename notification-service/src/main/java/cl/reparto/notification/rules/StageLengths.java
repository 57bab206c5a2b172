package cl.reparto.notification.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;

import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an order stays in each status, set as for processing-service, which moves it.
 *
 * @param recibido the time until {@code preparando}
 * @param preparando the time until {@code entregando}
 * @param entregando the time until {@code finalizado}
 */
@ConfigurationProperties("reparto.stages")
record StageLengths(@DefaultValue("2s") Duration recibido, @DefaultValue("5s") Duration preparando,
		@DefaultValue("5s") Duration entregando) {

	/** As processing-service bounds them, at whatever pace. */
	private static final Duration LONGEST = Duration.ofDays(7);

	/**
	 * How long an order stays in a status.
	 * @param status any status but an end
	 * @param pace by how much longer than usual; null for as long as usual
	 * @return the time until the next one
	 */
	Duration of(Status status, @Nullable BigDecimal pace) {
		Duration usual = switch (status) {
			case RECIBIDO -> this.recibido;
			case PREPARANDO -> this.preparando;
			case ENTREGANDO -> this.entregando;
			case FINALIZADO, CANCELADO -> throw new IllegalArgumentException("an order stays there for good");
		};
		return (pace != null) ? stretched(usual, pace) : usual;
	}

	private static Duration stretched(Duration usual, BigDecimal pace) {
		BigDecimal millis = pace.multiply(BigDecimal.valueOf(usual.toMillis()))
			.min(BigDecimal.valueOf(LONGEST.toMillis()));
		return Duration.ofMillis(millis.setScale(0, RoundingMode.HALF_UP).longValueExact());
	}

}
