@NullMarked
package cl.reparto.guild.notices;

import org.jspecify.annotations.NullMarked;
