package cl.reparto.guild.events;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * What travels on {@code stock}.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "tipo")
@JsonSubTypes({ @JsonSubTypes.Type(value = StockEvent.Report.class, name = "existencia"),
		@JsonSubTypes.Type(value = StockEvent.Delivery.class, name = "entrega") })
public sealed interface StockEvent {

	/**
	 * A cart has so many left.
	 *
	 * @param id the sale's id
	 * @param patente the cart's plate
	 * @param cantidad how many, 0 or more
	 * @param medidaEn when it had
	 * @param recibidaEn when the guild heard of it
	 */
	record Report(UUID id, String patente, int cantidad, Instant medidaEn, Instant recibidaEn) implements StockEvent {

		/**
		 * Checks the content. What was kept before reports said when they were received
		 * is taken for received when it was measured.
		 * @throws IllegalArgumentException if it cannot be
		 */
		public Report {
			Given.all("id", id);
			Plate.require(patente);
			Given.time("medidaEn", medidaEn);
			recibidaEn = Objects.requireNonNullElse(recibidaEn, medidaEn);
			Given.time("recibidaEn", recibidaEn);
			if (cantidad < 0) {
				throw new IllegalArgumentException("cantidad must be 0 or more");
			}
		}

	}

	/**
	 * A lot was delivered to its carts, says an official.
	 *
	 * @param lote the lot's number
	 * @param entregadaEn when
	 */
	record Delivery(long lote, Instant entregadaEn) implements StockEvent {

		public Delivery {
			Given.time("entregadaEn", entregadaEn);
		}

	}

}
