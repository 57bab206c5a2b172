@NullMarked
package cl.reparto.notification.status;

import org.jspecify.annotations.NullMarked;
