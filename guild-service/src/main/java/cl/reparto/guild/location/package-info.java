/**
 * Where carts are, by what they tell: the role {@code ubicacion}. Whoever is silent for a
 * minute is lost. {@link cl.reparto.guild.location.Carts} is the door.
 */
@NullMarked
package cl.reparto.guild.location;

import org.jspecify.annotations.NullMarked;
