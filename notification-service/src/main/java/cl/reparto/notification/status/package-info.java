/**
 * The status view: where every order is, as a Kafka Streams global store on every
 * instance. {@link cl.reparto.notification.status.StatusView} is the door; {@code http}
 * asks it, and it asks {@code absence} about orders that it lacks.
 */
@NullMarked
package cl.reparto.notification.status;

import org.jspecify.annotations.NullMarked;
