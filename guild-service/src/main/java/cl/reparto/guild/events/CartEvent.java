package cl.reparto.guild.events;

import java.time.Instant;
import java.util.Arrays;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What travels on {@code ubicacion}. Each kind says what it is: who reads it need not
 * know by which lane it came.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tipo")
@JsonSubTypes({ @JsonSubTypes.Type(value = CartEvent.Position.class, name = "posicion"),
		@JsonSubTypes.Type(value = CartEvent.Notice.class, name = "aviso"),
		@JsonSubTypes.Type(value = CartEvent.Recovery.class, name = "recuperacion"),
		@JsonSubTypes.Type(value = CartEvent.Watermark.class, name = "marca") })
public sealed interface CartEvent {

	/**
	 * A cart tells where it is.
	 *
	 * @param patente the cart's plate
	 * @param ubicacion where
	 * @param medidaEn when it was there, on the cart's clock
	 * @param recibidaEn when the guild heard of it
	 */
	record Position(String patente, Place ubicacion, Instant medidaEn, Instant recibidaEn) implements CartEvent {

		/** How JSON begins that we have written. */
		private static final byte[] BEGIN = "{\"tipo\":\"posicion\",".getBytes(UTF_8);

		public Position {
			Plate.require(patente);
			Given.all("ubicacion", ubicacion);
			Given.time("medidaEn", medidaEn);
			Given.time("recibidaEn", recibidaEn);
		}

		/**
		 * Tells positions from the rest without reading them, for who has no use for
		 * them.
		 * @param value what a record carries
		 * @return whether it is a position; false also for one that somebody else wrote,
		 * in another order
		 */
		public static boolean isWrittenIn(byte[] value) {
			return value.length > BEGIN.length && Arrays.equals(value, 0, BEGIN.length, BEGIN, 0, BEGIN.length);
		}

	}

	/**
	 * An agent from outside has seen a fugitive cart.
	 *
	 * @param id the notice's id
	 * @param patente the cart's plate; null if it has none
	 * @param ubicacion where it was seen
	 * @param agente who has seen it
	 * @param nota what else there is to say; null if nothing
	 * @param vistoEn when
	 */
	record Notice(UUID id, @Nullable String patente, Place ubicacion, String agente, @Nullable String nota,
			Instant vistoEn) implements CartEvent {

		/** What the names of fugitives without a plate begin with. */
		public static final String PIRATE = "pirata:";

		public Notice {
			Given.all("id", id);
			if (patente != null) {
				Plate.require(patente);
			}
			Given.all("ubicacion", ubicacion, "agente", agente);
			Given.time("vistoEn", vistoEn);
		}

		/**
		 * What the fugitive is called.
		 * @return its plate; of one without, a name of its own, which is no plate
		 */
		public String subject() {
			return (this.patente != null) ? this.patente : PIRATE + this.id;
		}

	}

	/**
	 * A cart is no longer fugitive, says an official.
	 *
	 * @param sujeto what the fugitive is called, as of {@link Notice#subject()}
	 * @param recuperadoEn when
	 */
	record Recovery(String sujeto, Instant recuperadoEn) implements CartEvent {

		public Recovery {
			Given.all("sujeto", sujeto);
			Given.time("recuperadoEn", recuperadoEn);
		}

	}

	/**
	 * Who reads this has read all that was kept in this lane until then (decision 16).
	 *
	 * @param hasta until when
	 */
	record Watermark(Instant hasta) implements CartEvent {

		public Watermark {
			Given.time("hasta", hasta);
		}

	}

}
