@NullMarked
package cl.reparto.guild.members.mail;

import org.jspecify.annotations.NullMarked;
