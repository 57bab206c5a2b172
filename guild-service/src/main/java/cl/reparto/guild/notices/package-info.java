/**
 * Fugitive carts: who was seen by agents from outside, and by how many. Others ask
 * {@link cl.reparto.guild.notices.Fugitives} and
 * {@link cl.reparto.guild.notices.NoticeQuota}. Agents are never named.
 */
@NullMarked
package cl.reparto.guild.notices;

import org.jspecify.annotations.NullMarked;
