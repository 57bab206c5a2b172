/**
 * Takes orders over HTTP and writes them to {@code order_requests}.
 */
@NullMarked
package cl.reparto.request;

import org.jspecify.annotations.NullMarked;
