@NullMarked
package cl.reparto.notification.find;

import org.jspecify.annotations.NullMarked;
