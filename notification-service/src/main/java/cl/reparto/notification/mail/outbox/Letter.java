package cl.reparto.notification.mail.outbox;

import cl.reparto.model.OrderProgress;

/**
 * A customer to be mailed about a status.
 *
 * @param position where the status was read
 * @param order the order at that status
 */
public record Letter(RecordPosition position, OrderProgress order) {
}
