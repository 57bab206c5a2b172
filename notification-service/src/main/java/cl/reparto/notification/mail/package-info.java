/**
 * Mails the customer about every version of every order, then says so on
 * {@code order_notifications}.
 * <p>
 * {@link cl.reparto.notification.mail.progress.ProgressConsumer} reads
 * {@code order_processing} and puts letters into the
 * {@link cl.reparto.notification.mail.outbox.Outbox}, from which
 * {@link cl.reparto.notification.mail.MailWorker}s take them. They hand each to the mail
 * server and write its outcome.
 */
@NullMarked
package cl.reparto.notification.mail;

import org.jspecify.annotations.NullMarked;
