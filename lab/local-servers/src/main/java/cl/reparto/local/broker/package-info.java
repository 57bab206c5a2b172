/**
 * Real Kafka brokers as child processes or in a container, and what is in their topics.
 */
@NullMarked
package cl.reparto.local.broker;

import org.jspecify.annotations.NullMarked;
