/**
 * What the guild's roles have in common as applications of Kafka Streams. A feature
 * offers its {@link cl.reparto.guild.streams.GuildRole}; those that are asked for run.
 */
@NullMarked
package cl.reparto.guild.streams;

import org.jspecify.annotations.NullMarked;
