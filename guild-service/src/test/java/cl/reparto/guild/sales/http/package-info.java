@NullMarked
package cl.reparto.guild.sales.http;

import org.jspecify.annotations.NullMarked;
