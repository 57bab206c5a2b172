/**
 * A service that does nothing, on the embedded server of those that do something: what
 * HTTP alone costs. The door is {@link NoOpService}, the process.
 */
@NullMarked
package cl.reparto.load.noop;

import org.jspecify.annotations.NullMarked;
