@NullMarked
package cl.reparto.guild.members;

import org.jspecify.annotations.NullMarked;
