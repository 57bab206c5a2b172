/**
 * The whole system, and trials of it: scenarios, bursts, a backlog. The door is
 * {@link SystemUnderLoad}.
 */
@NullMarked
package cl.reparto.load.trial;

import org.jspecify.annotations.NullMarked;
