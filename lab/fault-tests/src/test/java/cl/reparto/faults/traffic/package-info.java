/**
 * Customers who order, and ask where their orders are, whatever happens.
 */
@NullMarked
package cl.reparto.faults.traffic;

import org.jspecify.annotations.NullMarked;
