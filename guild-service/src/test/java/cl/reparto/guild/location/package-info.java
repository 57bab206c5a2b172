@NullMarked
package cl.reparto.guild.location;

import org.jspecify.annotations.NullMarked;
