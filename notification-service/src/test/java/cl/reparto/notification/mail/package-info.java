@NullMarked
package cl.reparto.notification.mail;

import org.jspecify.annotations.NullMarked;
