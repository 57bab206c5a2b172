/**
 * The program that runs a stack.
 */
@NullMarked
package cl.reparto.local.launch;

import org.jspecify.annotations.NullMarked;
