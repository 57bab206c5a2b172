@NullMarked
package cl.reparto.notification.mail.smtp;

import org.jspecify.annotations.NullMarked;
