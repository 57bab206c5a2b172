package cl.reparto.load.trial;

import java.time.Instant;

/**
 * A committed record, and when a reader had it. What the record says is not looked at
 * before the run is over, since that takes its time.
 *
 * @param at when
 * @param topic the topic
 * @param key an order's id
 * @param value an event
 */
record ObservedRecord(Instant at, String topic, String key, byte[] value) {
}
