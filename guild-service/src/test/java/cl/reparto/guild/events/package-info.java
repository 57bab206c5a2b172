@NullMarked
package cl.reparto.guild.events;

import org.jspecify.annotations.NullMarked;
