@NullMarked
package cl.reparto.service.process;

import org.jspecify.annotations.NullMarked;
