/**
 * Tests of the measuring itself.
 */
@NullMarked
package cl.reparto.load;

import org.jspecify.annotations.NullMarked;
