/**
 * What becomes of orders when processes die, freeze and are cut off: the promises of the
 * whole system under faults, seen from outside.
 */
@NullMarked
package cl.reparto.faults;

import org.jspecify.annotations.NullMarked;
