/**
 * The letters that wait for a mail worker, and how far their topic is done with.
 * {@link cl.reparto.notification.mail.outbox.Outbox} is the door: it gives letters out,
 * an order's one after the other, while a
 * {@link cl.reparto.notification.mail.outbox.MailLease} lasts.
 */
@NullMarked
package cl.reparto.notification.mail.outbox;

import org.jspecify.annotations.NullMarked;
