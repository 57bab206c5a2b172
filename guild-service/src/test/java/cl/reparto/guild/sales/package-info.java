@NullMarked
package cl.reparto.guild.sales;

import org.jspecify.annotations.NullMarked;
