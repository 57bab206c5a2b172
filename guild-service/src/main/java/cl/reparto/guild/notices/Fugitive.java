package cl.reparto.guild.notices;

import java.time.Instant;

import cl.reparto.guild.events.Place;
import cl.reparto.model.Json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * A cart that is fugitive or was: what the newest record of {@code profugos} tells.
 *
 * @param sujeto what it is called: its plate, or a pirate's name
 * @param patente its plate; null for a pirate
 * @param episodio the number of its newest episode, from 1 on
 * @param estado where that stands
 * @param agentes how many different agents have seen it in that episode
 * @param avisos how often they have
 * @param desde when they saw it first
 * @param ultimoAviso when they saw it last
 * @param recuperadoEn when an official cleared it last, perhaps of an earlier episode;
 * null if none ever did
 */
public record Fugitive(String sujeto, @Nullable String patente, int episodio, State estado, int agentes, int avisos,
		Instant desde, LastNotice ultimoAviso, @Nullable Instant recuperadoEn) {

	/**
	 * Whether a recovery is known of it.
	 * @param when when that was
	 * @return true if that or a later one is; it is fugitive still if it was seen since
	 */
	public boolean isRecoveredSince(Instant when) {
		return this.recuperadoEn != null && !this.recuperadoEn.isBefore(when);
	}

	/**
	 * Where an episode stands.
	 */
	public enum State implements WireName {

		/** Somebody has seen it. */
		DENUNCIADO,
		/** So many have seen it that it is believed. */
		CONFIRMADO,
		/** An official has cleared it. */
		RECUPERADO

	}

	/**
	 * The newest notice of an episode.
	 *
	 * @param ubicacion where the cart was seen; null once that is a day ago
	 * @param vistoEn when
	 */
	public record LastNotice(@Nullable Place ubicacion, Instant vistoEn) {
	}

}
