/**
 * Tests of the network that fails as told.
 */
@NullMarked
package cl.reparto.faults.net;

import org.jspecify.annotations.NullMarked;
