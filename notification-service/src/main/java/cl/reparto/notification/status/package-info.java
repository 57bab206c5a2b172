/**
 * Where every order is: a view of {@code order_processing} that each instance holds
 * whole, and its HTTP.
 */
@NullMarked
package cl.reparto.notification.status;

import org.jspecify.annotations.NullMarked;
