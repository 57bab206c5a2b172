package cl.reparto.model;

import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * Who moves an order.
 */
public enum Actor {

	/** Nobody: its time had come. */
	TIMER,
	/** Whoever has the shop's key. */
	SHOP,
	/** Whoever knows the order's id. */
	CUSTOMER;

	/**
	 * The actor as it is written in JSON and metrics.
	 * @return the name in lower case
	 */
	@JsonValue
	public String wireName() {
		return name().toLowerCase(Locale.ROOT);
	}

}
