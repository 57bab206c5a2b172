/**
 * Holds what sellers, agents, applicants and officials were told against what stands in
 * the guild's topics and what the mail server took. Knows none of our own classes.
 */
@NullMarked
package cl.reparto.faults.audit.guild;

import org.jspecify.annotations.NullMarked;
