package cl.reparto.guild.stock;

import java.time.Instant;
import java.util.List;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.model.Json.WireName;
import cl.reparto.model.Topic;
import com.fasterxml.jackson.annotation.JsonIgnore;
import org.jspecify.annotations.Nullable;

/**
 * Carts that are filled up in one go. Travels on {@code reposiciones}, by {@link #key}.
 *
 * @param lote its number: from 1 on, without a gap
 * @param carritos the carts' plates, who waited longest first
 * @param emitidaEn when it was issued
 * @param entregadaEn when it was delivered; null while it is open
 */
public record Lot(long lote, List<String> carritos, Instant emitidaEn, @Nullable Instant entregadaEn) {

	static final Topic<Lot> REPOSICIONES = GuildTopics.table("reposiciones", Lot.class);

	/**
	 * Keeps the carts as they are now.
	 */
	public Lot {
		carritos = List.copyOf(carritos);
	}

	/**
	 * A lot's number as text that sorts as it does.
	 * @param number the number
	 * @return 19 digits
	 */
	public static String key(long number) {
		return "%019d".formatted(number);
	}

	State state() {
		return isOpen() ? State.ABIERTA : State.ENTREGADA;
	}

	/**
	 * Whether it is to be delivered.
	 * @return false once it was
	 */
	@JsonIgnore
	public boolean isOpen() {
		return this.entregadaEn == null;
	}

	/** What is to be done about a lot. */
	public enum State implements WireName {

		/** It is to be delivered. */
		ABIERTA,
		/** It was delivered. */
		ENTREGADA

	}

}
