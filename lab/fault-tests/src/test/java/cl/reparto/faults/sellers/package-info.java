/**
 * What becomes of the guild when its processes and brokers die: what sellers, agents,
 * applicants and officials were told, under faults, seen from outside. It has a system of
 * its own, which is gone before the orders' begins: tests run in reverse order of names.
 */
@NullMarked
package cl.reparto.faults.sellers;

import org.jspecify.annotations.NullMarked;
