/**
 * A real Kafka broker, and other Java programs, as child processes that are started,
 * paused, killed and never left behind.
 */
@NullMarked
package cl.reparto.local.broker;

import org.jspecify.annotations.NullMarked;
