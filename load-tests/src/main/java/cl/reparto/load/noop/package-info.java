/**
 * A service that does nothing, on the embedded server of those that do something: what
 * HTTP alone costs.
 */
@NullMarked
package cl.reparto.load.noop;

import org.jspecify.annotations.NullMarked;
