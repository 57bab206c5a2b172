@NullMarked
package cl.reparto.notification.rules;

import org.jspecify.annotations.NullMarked;
