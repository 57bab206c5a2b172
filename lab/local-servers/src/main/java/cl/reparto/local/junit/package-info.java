/**
 * What holds for all tests of a module that has this one on its class path.
 */
@NullMarked
package cl.reparto.local.junit;

import org.jspecify.annotations.NullMarked;
