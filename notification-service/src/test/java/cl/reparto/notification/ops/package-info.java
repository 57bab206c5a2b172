@NullMarked
package cl.reparto.notification.ops;

import org.jspecify.annotations.NullMarked;
