package cl.reparto.model;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Where an order is. Declared in the order in which every order passes through them.
 */
public enum Status {

	RECIBIDO, PREPARANDO, ENTREGANDO, FINALIZADO;

	/**
	 * The status as it is written in JSON, addresses and metrics.
	 * @return the name in lower case
	 */
	@JsonValue
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

	/**
	 * The status that follows this one.
	 * @return empty for {@link #FINALIZADO}
	 */
	public Optional<Status> next() {
		return (this == FINALIZADO) ? Optional.empty() : Optional.of(values()[ordinal() + 1]);
	}

	/**
	 * How many statuses an order has had when it is here.
	 * @return 1 for {@link #RECIBIDO} to 4 for {@link #FINALIZADO}
	 */
	public int version() {
		return ordinal() + 1;
	}

	/**
	 * All that an order has been through when it is at a status.
	 * @param status where the order is
	 * @return the statuses from {@link #RECIBIDO} to that one
	 */
	static List<Status> upTo(Status status) {
		return List.of(values()).subList(0, status.version());
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
		throw new IllegalArgumentException("status must be one of recibido, preparando, entregando, finalizado");
	}

}
