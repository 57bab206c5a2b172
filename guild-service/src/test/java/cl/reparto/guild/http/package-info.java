@NullMarked
package cl.reparto.guild.http;

import org.jspecify.annotations.NullMarked;
