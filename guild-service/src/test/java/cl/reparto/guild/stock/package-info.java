@NullMarked
package cl.reparto.guild.stock;

import org.jspecify.annotations.NullMarked;
