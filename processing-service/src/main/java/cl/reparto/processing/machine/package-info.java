/**
 * The state machine as Kafka Streams runs it: keeps orders, their timers and what has
 * come of commands. {@link cl.reparto.processing.machine.OrderTopology} is the door.
 */
@NullMarked
package cl.reparto.processing.machine;

import org.jspecify.annotations.NullMarked;
