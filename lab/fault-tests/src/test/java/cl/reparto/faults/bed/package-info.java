/**
 * What faults happen to: a whole system with its network, disks and mail server, and
 * customers who order and ask all the while.
 */
@NullMarked
package cl.reparto.faults.bed;

import org.jspecify.annotations.NullMarked;
