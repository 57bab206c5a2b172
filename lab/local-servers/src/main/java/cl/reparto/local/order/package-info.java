/**
 * Orders to test with.
 */
@NullMarked
package cl.reparto.local.order;

import org.jspecify.annotations.NullMarked;
