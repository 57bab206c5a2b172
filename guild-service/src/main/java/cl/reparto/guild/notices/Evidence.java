package cl.reparto.guild.notices;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.guild.events.CartEvent.Notice;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.PersonName;
import cl.reparto.guild.events.Place;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The notices and recoveries of one subject. Its episodes are a function of their set, in
 * whatever order they came: by their times, a recovery ends the episode of the notices up
 * to it, and the first notice after it begins the next.
 * <p>
 * That a late one may find its place, the newest are kept one by one. Older ones are
 * settled: what comes late even among these changes nothing.
 *
 * @param asentado the episodes of what is settled
 * @param avistamientos the notices within the quota that are not settled, by time
 * @param recuperaciones the recoveries that are not settled, by time
 */
record Evidence(Episodes asentado, List<Sighting> avistamientos, List<Instant> recuperaciones) {

	static final Evidence NONE = new Evidence(Episodes.NONE, List.of(), List.of());

	/** How many are kept one by one: bounds a record of the state. */
	static final int MOST_KEPT = 200;

	/**
	 * Adds a notice. One of the same id changes nothing, unless it is earlier; nor does
	 * what is beyond the quota. Which of an agent's notices of an hour are within it is
	 * no matter of their coming: the earliest are.
	 * @param notice the notice
	 * @param quota how many count, for each agent and hour of the clock
	 * @return equal to this if it changes nothing
	 */
	Evidence with(Notice notice, int quota) {
		if (this.asentado.hasta() != null && !notice.vistoEn().isAfter(this.asentado.hasta())) {
			return this;
		}
		Set<Sighting> all = new TreeSet<>(Sighting.IN_TIME);
		all.addAll(this.avistamientos);
		all.add(Sighting.of(notice));
		Map<String, Set<UUID>> counted = new HashMap<>();
		return new Evidence(this.asentado, all.stream().filter((each) -> {
			Set<UUID> ofTheHour = counted.computeIfAbsent(each.agentAndHour(), (_) -> new HashSet<>());
			return ofTheHour.size() < quota && ofTheHour.add(each.id());
		}).toList(), this.recuperaciones).settled();
	}

	/**
	 * Adds a recovery.
	 * @param recovered when it was
	 * @return equal to this if it changes nothing
	 */
	Evidence with(Instant recovered) {
		if (this.asentado.hasta() != null && recovered.isBefore(this.asentado.hasta())) {
			return this;
		}
		Set<Instant> all = new TreeSet<>(this.recuperaciones);
		all.add(recovered);
		return new Evidence(this.asentado, this.avistamientos, List.copyOf(all)).settled();
	}

	private Evidence settled() {
		if (this.avistamientos.size() + this.recuperaciones.size() <= MOST_KEPT) {
			return this;
		}
		Evidence kept = settle(MOST_KEPT);
		return new Evidence(kept.asentado.withoutPlace(), kept.avistamientos, kept.recuperaciones);
	}

	Episodes episodes() {
		return settle(0).asentado;
	}

	/** Takes the oldest, until so many are left. A recovery clears what is as old. */
	private Evidence settle(int left) {
		Episodes episodes = this.asentado;
		List<Sighting> sightings = new ArrayList<>(this.avistamientos);
		List<Instant> recoveries = new ArrayList<>(this.recuperaciones);
		while (sightings.size() + recoveries.size() > left) {
			if (recoveries.isEmpty()
					|| (!sightings.isEmpty() && !sightings.getFirst().vistoEn().isAfter(recoveries.getFirst()))) {
				Sighting first = sightings.removeFirst();
				sightings.removeIf((other) -> other.id().equals(first.id()));
				episodes = episodes.seen(first);
			}
			else {
				episodes = episodes.recovered(recoveries.removeFirst());
			}
		}
		return new Evidence(episodes, sightings, recoveries);
	}

	/** The same without the places of a day ago. */
	Evidence aged(Instant now) {
		return new Evidence(this.asentado,
				this.avistamientos.stream()
					.map((each) -> each.forgetPlaceAt().isAfter(now) ? each : each.withoutPlace())
					.toList(),
				this.recuperaciones);
	}

	/** When places are a day old, of those that are known still. */
	Stream<Instant> forgetPlacesAt() {
		return this.avistamientos.stream().filter((each) -> each.ubicacion() != null).map(Sighting::forgetPlaceAt);
	}

	/**
	 * What is kept of a notice.
	 *
	 * @param id the notice's id
	 * @param agente tells the agents of a subject apart without naming them
	 * @param ubicacion where; null once that is a day ago
	 * @param vistoEn when
	 */
	record Sighting(UUID id, String agente, @Nullable Place ubicacion, Instant vistoEn) {

		static final Comparator<Sighting> IN_TIME = Comparator.comparing(Sighting::vistoEn)
			.thenComparing(Sighting::id)
			.thenComparing(Sighting::agente);

		/** Of the hash: more than enough for the agents of one subject. */
		private static final int AGENT_SIZE = 8;

		static Sighting of(Notice notice) {
			byte[] hash = sha256()
				.digest((notice.subject() + '\0' + PersonName.normalize(notice.agente())).getBytes(UTF_8));
			return new Sighting(notice.id(), HexFormat.of().formatHex(Arrays.copyOf(hash, AGENT_SIZE)),
					notice.ubicacion(), notice.vistoEn());
		}

		private static MessageDigest sha256() {
			try {
				return MessageDigest.getInstance("SHA-256");
			}
			catch (NoSuchAlgorithmException ex) {
				throw new IllegalStateException("every Java has it", ex);
			}
		}

		String agentAndHour() {
			return this.agente + this.vistoEn.truncatedTo(ChronoUnit.HOURS);
		}

		Instant forgetPlaceAt() {
			return this.vistoEn.truncatedTo(ChronoUnit.MILLIS).plus(GuildTopics.POSITION_RETENTION);
		}

		Sighting withoutPlace() {
			return new Sighting(this.id, this.agente, null, this.vistoEn);
		}

	}

}
