package cl.reparto.notification.mail.waiting;

import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Where a command was read.
 *
 * @param partition a partition of {@code order_mail_commands}
 * @param next the offset to be committed once it is done
 * @param group the reader's
 */
record CommandPlace(TopicPartition partition, OffsetAndMetadata next, ConsumerGroupMetadata group) {
}
