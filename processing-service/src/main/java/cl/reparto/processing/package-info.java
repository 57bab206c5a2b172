/**
 * The life of an order: reads {@code order_requests}, writes {@code order_processing}.
 */
@NullMarked
package cl.reparto.processing;

import org.jspecify.annotations.NullMarked;
