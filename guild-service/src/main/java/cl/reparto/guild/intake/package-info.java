/**
 * What people and carts send: each request becomes one record on one of the guild's
 * topics, or a problem. Nothing here is for others.
 */
@NullMarked
package cl.reparto.guild.intake;

import org.jspecify.annotations.NullMarked;
