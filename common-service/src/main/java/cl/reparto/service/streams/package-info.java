/**
 * How a service runs Kafka Streams: it starts however long Kafka is away, fails for good
 * when it cannot be mended, and says how it is.
 */
@NullMarked
package cl.reparto.service.streams;

import org.jspecify.annotations.NullMarked;
