/**
 * The operator's page: what the topics know of an order, what waits, and how far everyone
 * has come. It reads Kafka while somebody looks, and only then; nobody needs anything of
 * it.
 */
@NullMarked
package cl.reparto.notification.ops;

import org.jspecify.annotations.NullMarked;
