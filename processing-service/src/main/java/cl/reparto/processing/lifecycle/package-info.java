/**
 * How an order goes on: a function of the order, what is asked and the time.
 * {@link cl.reparto.processing.lifecycle.OrderLifecycle} is the door.
 */
@NullMarked
package cl.reparto.processing.lifecycle;

import org.jspecify.annotations.NullMarked;
