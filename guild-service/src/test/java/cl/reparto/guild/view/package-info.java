@NullMarked
package cl.reparto.guild.view;

import org.jspecify.annotations.NullMarked;
