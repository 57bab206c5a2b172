package cl.reparto.guild.notices;

import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

/**
 * The episodes of a subject by some notices and recoveries, taken in the order of time.
 *
 * @param episodio how many episodes it has had
 * @param abierto whether the last of them goes on
 * @param agentes the agents of the last, as of {@link Evidence.Sighting#agente()}
 * @param avisos its notices
 * @param desde its first notice; null if there is none
 * @param ultimoAviso its last notice; null if there is none
 * @param recuperadoEn the last recovery; null if there is none
 * @param hasta the time of what was taken last; null if nothing was
 */
record Episodes(int episodio, boolean abierto, Set<String> agentes, int avisos, @Nullable Instant desde,
		Fugitive.@Nullable LastNotice ultimoAviso, @Nullable Instant recuperadoEn, @Nullable Instant hasta) {

	/** Nothing is known. */
	static final Episodes NONE = new Episodes(0, false, Set.of(), 0, null, null, null, null);

	/** More are not told apart: each has its place in the state. */
	static final int MOST_AGENTS = 1_000;

	Episodes seen(Evidence.Sighting sighting) {
		Fugitive.LastNotice last = new Fugitive.LastNotice(sighting.ubicacion(), sighting.vistoEn());
		if (!this.abierto) {
			return new Episodes(this.episodio + 1, true, Set.of(sighting.agente()), 1, sighting.vistoEn(), last,
					this.recuperadoEn, sighting.vistoEn());
		}
		return new Episodes(this.episodio, true, with(sighting.agente()), this.avisos + 1, this.desde, last,
				this.recuperadoEn, sighting.vistoEn());
	}

	private Set<String> with(String agent) {
		if (this.agentes.contains(agent) || this.agentes.size() == MOST_AGENTS) {
			return this.agentes;
		}
		Set<String> all = new TreeSet<>(this.agentes);
		all.add(agent);
		return Collections.unmodifiableSet(all);
	}

	Episodes recovered(Instant at) {
		return new Episodes(this.episodio, false, this.agentes, this.avisos, this.desde, this.ultimoAviso, at, at);
	}

	Episodes withoutPlace() {
		return (this.ultimoAviso == null) ? this : new Episodes(this.episodio, this.abierto, this.agentes, this.avisos,
				this.desde, new Fugitive.LastNotice(null, this.ultimoAviso.vistoEn()), this.recuperadoEn, this.hasta);
	}

	Fugitive.State estado(int confirmedBy) {
		if (!this.abierto) {
			return Fugitive.State.RECUPERADO;
		}
		return (this.agentes.size() >= confirmedBy) ? Fugitive.State.CONFIRMADO : Fugitive.State.DENUNCIADO;
	}

}
