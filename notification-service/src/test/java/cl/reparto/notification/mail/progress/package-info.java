@NullMarked
package cl.reparto.notification.mail.progress;

import org.jspecify.annotations.NullMarked;
