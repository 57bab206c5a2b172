@NullMarked
package cl.reparto.notification.command;

import org.jspecify.annotations.NullMarked;
