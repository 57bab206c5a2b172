/**
 * Lets a module's test say which package sees what of which other.
 */
@NullMarked
package cl.reparto.local.walls;

import org.jspecify.annotations.NullMarked;
