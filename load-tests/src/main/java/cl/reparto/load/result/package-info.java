/**
 * What is asked of a system and what was measured: values, which everything else here
 * knows.
 */
@NullMarked
package cl.reparto.load.result;

import org.jspecify.annotations.NullMarked;
