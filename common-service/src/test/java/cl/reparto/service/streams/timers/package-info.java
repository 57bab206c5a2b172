@NullMarked
package cl.reparto.service.streams.timers;

import org.jspecify.annotations.NullMarked;
