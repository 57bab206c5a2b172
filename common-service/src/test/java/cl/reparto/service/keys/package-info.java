@NullMarked
package cl.reparto.service.keys;

import org.jspecify.annotations.NullMarked;
