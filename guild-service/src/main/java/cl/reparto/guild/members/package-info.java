/**
 * Who applies and who is a member. {@link cl.reparto.guild.members.Applications} is the
 * door: what every instance knows of them. All is decided in one place, the consumer of
 * {@code nuevosMiembros}.
 */
@NullMarked
package cl.reparto.guild.members;

import org.jspecify.annotations.NullMarked;
