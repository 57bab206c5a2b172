package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import cl.reparto.guild.events.CartEvent.Notice;
import cl.reparto.guild.notices.Fugitive.State;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one subject, and what was told of it.
 *
 * @param sujeto what it is called
 * @param pruebas its notices and recoveries
 * @param denunciados the highest episode of which the beginning was told
 * @param confirmados the highest episode of which it was told that it is confirmed
 * @param revisarEn when it is looked at again; null if nothing is to be done
 */
record FugitiveCase(String sujeto, Evidence pruebas, int denunciados, int confirmados, @Nullable Instant revisarEn) {

	static FugitiveCase of(String subject) {
		return new FugitiveCase(subject, Evidence.NONE, 0, 0, null);
	}

	FugitiveCase with(Evidence evidence) {
		return new FugitiveCase(this.sujeto, evidence, this.denunciados, this.confirmados, this.revisarEn);
	}

	/** The case as others may see it; empty if no notice is known. */
	Optional<Fugitive> row(int confirmedBy) {
		Episodes now = this.pruebas.episodes();
		if (now.avisos() == 0) {
			return Optional.empty();
		}
		return Optional.of(new Fugitive(this.sujeto, isPirate() ? null : this.sujeto, now.episodio(),
				now.estado(confirmedBy), now.agentes().size(), now.avisos(), Objects.requireNonNull(now.desde()),
				Objects.requireNonNull(now.ultimoAviso()), now.recuperadoEn()));
	}

	/**
	 * What is to be told and was not yet. A recovery that comes late may part the episode
	 * that was told of: then the new one is told of, too, by its number.
	 */
	List<FugitiveAlert> alerts(int confirmedBy, Instant now) {
		Episodes episodes = this.pruebas.episodes();
		List<FugitiveAlert> alerts = new ArrayList<>();
		if (episodes.abierto() && episodes.episodio() > this.denunciados) {
			alerts.add(new FugitiveAlert(this.sujeto, episodes.episodio(), State.DENUNCIADO, now));
		}
		if (episodes.estado(confirmedBy) == State.CONFIRMADO && episodes.episodio() > this.confirmados) {
			alerts.add(new FugitiveAlert(this.sujeto, episodes.episodio(), State.CONFIRMADO, now));
		}
		return alerts;
	}

	/** The case once that was told. */
	FugitiveCase told(FugitiveAlert alert) {
		boolean confirmed = alert.estado() == State.CONFIRMADO;
		return new FugitiveCase(this.sujeto, this.pruebas, confirmed ? this.denunciados : alert.episodio(),
				confirmed ? alert.episodio() : this.confirmados, this.revisarEn);
	}

	/** The case when it is looked at again then, or not at all. */
	FugitiveCase lookedAt(@Nullable Instant at) {
		return new FugitiveCase(this.sujeto, this.pruebas, this.denunciados, this.confirmados, at);
	}

	/**
	 * When there is something to forget.
	 * @param retention how long what is over is remembered
	 * @return in whole milliseconds; empty if there is nothing, as long as nothing comes
	 */
	Optional<Instant> due(Duration retention) {
		return Stream.concat(this.pruebas.forgetPlacesAt(), over().map((at) -> at.plus(retention)).stream())
			.min(Comparator.naturalOrder())
			.map((at) -> at.truncatedTo(ChronoUnit.MILLIS));
	}

	boolean isForgotten(Duration retention, Instant now) {
		return over().filter((at) -> !at.plus(retention).isAfter(now)).isPresent();
	}

	/**
	 * Since when nothing is expected any more. For a cart that is fugitive, its recovery
	 * always is; of a pirate, nobody may ever hear again.
	 */
	private Optional<Instant> over() {
		Episodes episodes = this.pruebas.episodes();
		return (episodes.abierto() && !isPirate()) ? Optional.empty() : Optional.ofNullable(episodes.hasta());
	}

	private boolean isPirate() {
		return this.sujeto.startsWith(Notice.PIRATE);
	}

}
