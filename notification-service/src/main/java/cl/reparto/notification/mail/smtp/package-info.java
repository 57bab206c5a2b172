/**
 * Hands mails to the mail server. {@link cl.reparto.notification.mail.smtp.SmtpServer} is
 * the door: it opens an {@link cl.reparto.notification.mail.smtp.SmtpConnection}, and
 * what becomes of a mail there is a {@link cl.reparto.notification.mail.smtp.Delivery}.
 */
@NullMarked
package cl.reparto.notification.mail.smtp;

import org.jspecify.annotations.NullMarked;
