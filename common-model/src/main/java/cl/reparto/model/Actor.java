package cl.reparto.model;

import cl.reparto.model.Json.WireName;

/**
 * Who moves an order.
 */
public enum Actor implements WireName {

	/** Nobody: its time had come. */
	TIMER,
	/** Whoever has the shop's key. */
	SHOP,
	/** Whoever knows the order's id. */
	CUSTOMER

}
