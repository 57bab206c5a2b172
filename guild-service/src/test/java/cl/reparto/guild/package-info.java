@NullMarked
package cl.reparto.guild;

import org.jspecify.annotations.NullMarked;
