/**
 * A network that fails as told, between processes of one machine.
 */
@NullMarked
package cl.reparto.faults.net;

import org.jspecify.annotations.NullMarked;
