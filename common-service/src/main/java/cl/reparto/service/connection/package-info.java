/**
 * How long a client's connection is held, and at what cost.
 */
@NullMarked
package cl.reparto.service.connection;

import org.jspecify.annotations.NullMarked;
