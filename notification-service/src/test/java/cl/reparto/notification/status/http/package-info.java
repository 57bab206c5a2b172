@NullMarked
package cl.reparto.notification.status.http;

import org.jspecify.annotations.NullMarked;
