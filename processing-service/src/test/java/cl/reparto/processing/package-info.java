@NullMarked
package cl.reparto.processing;

import org.jspecify.annotations.NullMarked;
