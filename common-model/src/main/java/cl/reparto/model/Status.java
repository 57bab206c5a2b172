package cl.reparto.model;

import java.util.List;
import java.util.Optional;

import cl.reparto.model.Json.WireName;
import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * Where an order is. Declared in the order in which an order passes through them; the
 * last one takes the place of whatever would have come, and only if somebody cancels the
 * order.
 */
public enum Status implements WireName {

	RECIBIDO, PREPARANDO, ENTREGANDO, FINALIZADO, CANCELADO;

	/** What an order passes through that nobody cancels, in this order. */
	public static final List<Status> STEPS = List.of(RECIBIDO, PREPARANDO, ENTREGANDO, FINALIZADO);

	/**
	 * The status that follows this one by itself.
	 * @return empty for an end
	 */
	public Optional<Status> next() {
		return isEnd() ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
	}

	/**
	 * Whether an order stays here for good.
	 * @return true for {@link #FINALIZADO} and {@link #CANCELADO}
	 */
	public boolean isEnd() {
		return this == FINALIZADO || this == CANCELADO;
	}

	/**
	 * How far an order has come when it is here. Not its version: an order may be delayed
	 * and recalled.
	 * @return 1 for {@link #RECIBIDO} to 4 for {@link #FINALIZADO}, 5 for
	 * {@link #CANCELADO}
	 */
	public int number() {
		return ordinal() + 1;
	}

	/**
	 * The status of a wire name.
	 * @param wireName a status in lower case
	 * @return the status
	 * @throws IllegalArgumentException if there is no such status
	 */
	@JsonCreator
	public static Status of(String wireName) {
		for (Status status : values()) {
			if (status.wireName().equals(wireName)) {
				return status;
			}
		}
		throw new IllegalArgumentException(
				"status must be one of recibido, preparando, entregando, finalizado, cancelado");
	}

}
