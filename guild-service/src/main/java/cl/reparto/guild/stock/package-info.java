/**
 * What carts have left, by their newest reports, and the lots in which those with little
 * are filled up: the role {@code stock}. {@link cl.reparto.guild.stock.Lots} is the door.
 */
@NullMarked
package cl.reparto.guild.stock;

import org.jspecify.annotations.NullMarked;
