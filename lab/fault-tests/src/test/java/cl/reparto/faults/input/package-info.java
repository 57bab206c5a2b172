/**
 * What the whole system makes of bad input: at its doors, in its topics, and of clients
 * that are slow on purpose.
 */
@NullMarked
package cl.reparto.faults.input;

import org.jspecify.annotations.NullMarked;
