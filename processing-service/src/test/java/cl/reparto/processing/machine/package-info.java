@NullMarked
package cl.reparto.processing.machine;

import org.jspecify.annotations.NullMarked;
