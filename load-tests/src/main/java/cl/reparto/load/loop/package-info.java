/**
 * One thing done again and again, by turns with others. The door is {@link Turns}, which
 * gives its {@link Contender}s clients of any kind; {@link Customer} is one over HTTP.
 */
@NullMarked
package cl.reparto.load.loop;

import org.jspecify.annotations.NullMarked;
