@NullMarked
package cl.reparto.notification.mail.outbox;

import org.jspecify.annotations.NullMarked;
