@NullMarked
package cl.reparto.guild.board;

import org.jspecify.annotations.NullMarked;
