@NullMarked
package cl.reparto.guild.intake;

import org.jspecify.annotations.NullMarked;
