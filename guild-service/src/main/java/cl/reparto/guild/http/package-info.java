/**
 * Who may do what over HTTP. {@link cl.reparto.guild.http.Officials} is the door: it
 * tells officials by the guild's key.
 */
@NullMarked
package cl.reparto.guild.http;

import org.jspecify.annotations.NullMarked;
