@NullMarked
package cl.reparto.notification.board;

import org.jspecify.annotations.NullMarked;
