package cl.reparto.guild.notices;

import java.time.Instant;

/**
 * What travels on {@code alertas_profugo}: once for each episode and state.
 *
 * @param sujeto what the fugitive is called
 * @param episodio the number of its episode
 * @param estado {@code denunciado} when the episode begins, {@code confirmado} once it is
 * @param en when that was known
 */
record FugitiveAlert(String sujeto, int episodio, Fugitive.State estado, Instant en) {

}
