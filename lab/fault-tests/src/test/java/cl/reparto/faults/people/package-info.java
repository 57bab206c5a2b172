/**
 * People who act on orders, move, delay, recall and cancel them, while services die.
 */
@NullMarked
package cl.reparto.faults.people;

import org.jspecify.annotations.NullMarked;
