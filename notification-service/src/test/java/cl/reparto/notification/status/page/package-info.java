@NullMarked
package cl.reparto.notification.status.page;

import org.jspecify.annotations.NullMarked;
