/**
 * What people asked and were told, and what stands in the topics: all that an audit goes
 * by. Knows none of our own classes.
 */
@NullMarked
package cl.reparto.faults.audit;

import org.jspecify.annotations.NullMarked;
