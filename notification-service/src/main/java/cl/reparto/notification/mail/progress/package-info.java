/**
 * Reads {@code order_processing} into the outbox and writes what became of each record.
 * {@link cl.reparto.notification.mail.progress.ProgressConsumer} is the door in,
 * {@link cl.reparto.notification.mail.progress.OutcomeWriter} the door out.
 */
@NullMarked
package cl.reparto.notification.mail.progress;

import org.jspecify.annotations.NullMarked;
