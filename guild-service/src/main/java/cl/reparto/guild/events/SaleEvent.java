package cl.reparto.guild.events;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What travels on {@code registroVenta}. What does not say its kind is a sale, as all
 * were before there were marks.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tipo", defaultImpl = SaleEvent.Sale.class)
@JsonSubTypes({ @JsonSubTypes.Type(value = SaleEvent.Sale.class, name = "venta"),
		@JsonSubTypes.Type(value = SaleEvent.Watermark.class, name = "marca") })
public sealed interface SaleEvent {

	/**
	 * A cart has sold.
	 *
	 * @param id the sale's id
	 * @param patente the cart's plate
	 * @param cliente who bought, as the cart calls them
	 * @param cantidad how many sopaipillas, from 1 to 10,000
	 * @param hora when
	 * @param stockRestante how many the cart then had left, 0 or more
	 * @param ubicacion where
	 * @param recibidaEn when the guild heard of it
	 */
	record Sale(UUID id, String patente, String cliente, int cantidad, Instant hora, int stockRestante, Place ubicacion,
			Instant recibidaEn) implements SaleEvent {

		/** The most that is sold at once. */
		public static final int LARGEST = 10_000;

		/** How long after it a sale is still taken. */
		public static final Duration LATEST = Duration.ofHours(48);

		/**
		 * Checks the content.
		 * @throws IllegalArgumentException if it cannot be a sale
		 */
		public Sale {
			Given.all("id", id);
			Plate.require(patente);
			Given.all("cliente", cliente, "ubicacion", ubicacion);
			Given.time("hora", hora);
			Given.time("recibidaEn", recibidaEn);
			if (cantidad < 1 || cantidad > LARGEST) {
				throw new IllegalArgumentException("cantidad must be from 1 to " + LARGEST);
			}
			if (stockRestante < 0) {
				throw new IllegalArgumentException("stockRestante must be 0 or more");
			}
			if (hora.isBefore(recibidaEn.minus(LATEST))) {
				throw new IllegalArgumentException("hora must be at most " + LATEST.toHours() + " hours back");
			}
		}

	}

	/**
	 * Who reads this has read all that was kept in this lane until then (decision 16).
	 *
	 * @param hasta until when
	 */
	record Watermark(Instant hasta) implements SaleEvent {

		public Watermark {
			Given.time("hasta", hasta);
		}

	}

}
