/**
 * What the services do alike: how they make topics, start Kafka Streams, answer what they
 * refuse, are watched, and end. {@link cl.reparto.service.ServiceConfiguration} is the
 * door.
 */
@NullMarked
package cl.reparto.service;

import org.jspecify.annotations.NullMarked;
