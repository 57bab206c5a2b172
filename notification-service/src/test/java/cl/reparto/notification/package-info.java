@NullMarked
package cl.reparto.notification;

import org.jspecify.annotations.NullMarked;
