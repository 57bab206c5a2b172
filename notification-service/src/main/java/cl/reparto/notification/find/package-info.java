/**
 * Orders by time, status and name: an index in the view's own store, written with each
 * order in one batch. {@link cl.reparto.notification.find.OrderIndex} is the door;
 * {@code http} answers the shop by it.
 */
@NullMarked
package cl.reparto.notification.find;

import org.jspecify.annotations.NullMarked;
