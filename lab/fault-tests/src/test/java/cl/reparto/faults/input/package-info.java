/**
 * What the whole system makes, under load, of records and bodies that nobody should send.
 */
@NullMarked
package cl.reparto.faults.input;

import org.jspecify.annotations.NullMarked;
