/**
 * {@code POST /orders}: what comes in as HTTP becomes an order of {@code OrderIntake},
 * and what comes of it an answer. Nothing here is for others.
 */
@NullMarked
package cl.reparto.request.http;

import org.jspecify.annotations.NullMarked;
