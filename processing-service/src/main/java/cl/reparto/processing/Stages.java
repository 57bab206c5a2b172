package cl.reparto.processing;

import java.time.Duration;
import java.time.temporal.ChronoUnit;

import cl.reparto.model.Status;

import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long an order stays in each status; in whole milliseconds. Zero is allowed.
 *
 * @param recibido the time until {@code preparando}
 * @param preparando the time until {@code entregando}
 * @param entregando the time until {@code finalizado}
 */
record Stages(@DefaultValue("2s") Duration recibido, @DefaultValue("5s") Duration preparando,
		@DefaultValue("5s") Duration entregando) {

	Stages {
		recibido = checked("recibido", recibido);
		preparando = checked("preparando", preparando);
		entregando = checked("entregando", entregando);
	}

	private static Duration checked(String stage, Duration duration) {
		if (duration.isNegative() || duration.compareTo(ProcessingSettings.LONGEST_STAGE) > 0) {
			throw new IllegalArgumentException("reparto.stages." + stage + " must be from 0s to "
					+ ProcessingSettings.LONGEST_STAGE.toDays() + "d, not " + duration);
		}
		return duration.truncatedTo(ChronoUnit.MILLIS);
	}

	/**
	 * How long an order stays in a status.
	 * @param status any status but {@code finalizado}
	 * @return the time until the next one
	 */
	Duration of(Status status) {
		return switch (status) {
			case RECIBIDO -> this.recibido;
			case PREPARANDO -> this.preparando;
			case ENTREGANDO -> this.entregando;
			case FINALIZADO, CANCELADO ->
				throw new IllegalArgumentException("nothing comes after " + status.wireName());
		};
	}

}
