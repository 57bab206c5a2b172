/**
 * Holds what customers were told against what stands in the topics and what the mail
 * server took. Knows none of our own classes.
 */
@NullMarked
package cl.reparto.faults.audit;

import org.jspecify.annotations.NullMarked;
