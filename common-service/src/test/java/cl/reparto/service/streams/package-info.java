@NullMarked
package cl.reparto.service.streams;

import org.jspecify.annotations.NullMarked;
