package cl.reparto.notification.mail.outbox;

/**
 * Where a record of {@code order_processing} stands.
 *
 * @param partition its partition
 * @param offset its offset there
 */
public record RecordPosition(int partition, long offset) {
}
