/**
 * What travels on the guild's four topics, and how it is laid out there.
 */
@NullMarked
package cl.reparto.guild.events;

import org.jspecify.annotations.NullMarked;
