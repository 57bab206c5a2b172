@NullMarked
package cl.reparto.notification.status.absence;

import org.jspecify.annotations.NullMarked;
