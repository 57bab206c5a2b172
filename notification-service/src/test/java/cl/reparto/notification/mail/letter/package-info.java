@NullMarked
package cl.reparto.notification.mail.letter;

import org.jspecify.annotations.NullMarked;
