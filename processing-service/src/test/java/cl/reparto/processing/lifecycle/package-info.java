@NullMarked
package cl.reparto.processing.lifecycle;

import org.jspecify.annotations.NullMarked;
