/**
 * The life of an order: reads {@code order_requests} and {@code order_commands}, writes
 * {@code order_processing} and {@code order_command_outcomes}. Here is what Spring
 * starts.
 */
@NullMarked
package cl.reparto.processing;

import org.jspecify.annotations.NullMarked;
