/**
 * Holds what customers and the shop were told of orders against what stands in the topics
 * and what the mail server took.
 */
@NullMarked
package cl.reparto.faults.audit.order;

import org.jspecify.annotations.NullMarked;
