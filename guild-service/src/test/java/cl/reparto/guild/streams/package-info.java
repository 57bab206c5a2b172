@NullMarked
package cl.reparto.guild.streams;

import org.jspecify.annotations.NullMarked;
