@NullMarked
package cl.reparto.notification.find.http;

import org.jspecify.annotations.NullMarked;
