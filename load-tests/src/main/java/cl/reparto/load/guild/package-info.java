/**
 * What carts do to the guild, many of them at once, and how it fares.
 */
@NullMarked
package cl.reparto.load.guild;

import org.jspecify.annotations.NullMarked;
