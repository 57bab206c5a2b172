/**
 * Mails the customer about every status of every order, then says so on
 * {@code order_notifications}.
 * <p>
 * {@link cl.reparto.notification.mail.Intake} reads {@code order_processing} and puts
 * what is to be done into the {@link cl.reparto.notification.mail.Outbox}, from which the
 * {@link cl.reparto.notification.mail.Lane}s take it.
 */
@NullMarked
package cl.reparto.notification.mail;

import org.jspecify.annotations.NullMarked;
