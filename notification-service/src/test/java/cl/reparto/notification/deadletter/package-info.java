@NullMarked
package cl.reparto.notification.deadletter;

import org.jspecify.annotations.NullMarked;
