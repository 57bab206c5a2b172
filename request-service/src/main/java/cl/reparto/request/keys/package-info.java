/**
 * What was ordered under which {@code Idempotency-Key}, as {@code order_requests} tells
 * every instance alike. The door is {@code KeyedOrders}; a {@code KeyedOrdersReader}
 * fills it.
 */
@NullMarked
package cl.reparto.request.keys;

import org.jspecify.annotations.NullMarked;
