@NullMarked
package cl.reparto.notification.mail.waiting;

import org.jspecify.annotations.NullMarked;
