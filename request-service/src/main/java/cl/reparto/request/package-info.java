/**
 * Takes orders over HTTP and writes them to {@code order_requests}. The door to the
 * inside is {@code OrderIntake}.
 */
@NullMarked
package cl.reparto.request;

import org.jspecify.annotations.NullMarked;
