package cl.reparto.notification.mail;

/**
 * Where a record of {@code order_processing} stands.
 *
 * @param partition its partition
 * @param offset its offset there
 */
record Place(int partition, long offset) {
}
