/**
 * What was asked for under which {@code Idempotency-Key}, as topics tell every instance
 * alike, kept on disk. The door is {@code KeyedRequests}; a service that takes keys makes
 * one and runs it.
 */
@NullMarked
package cl.reparto.service.keys;

import org.jspecify.annotations.NullMarked;
