package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.CartEvent.Notice;
import cl.reparto.guild.events.CartEvent.Recovery;
import cl.reparto.guild.notices.Fugitive.LastNotice;
import cl.reparto.guild.notices.Fugitive.State;
import org.jspecify.annotations.Nullable;

/**
 * Who is fugitive by a list of records, all at once and in no order: notices are sorted
 * into the spans between recoveries, and each span that has any is an episode.
 *
 * @param confirmedBy how many agents confirm it
 * @param quota how many notices count of an agent, cart and hour
 */
record NoticesOracle(int confirmedBy, int quota) {

	/**
	 * How the table is.
	 * @param records all of them
	 * @param now the time
	 * @return rows by subject
	 */
	Map<String, Fugitive> table(List<CartEvent> records, Instant now) {
		Map<String, List<Notice>> notices = new HashMap<>();
		Map<String, TreeSet<Instant>> recoveries = new HashMap<>();
		for (CartEvent record : records) {
			if (record instanceof Notice notice) {
				notices.computeIfAbsent(notice.subject(), (_) -> new ArrayList<>()).add(notice);
			}
			if (record instanceof Recovery recovery) {
				recoveries.computeIfAbsent(recovery.sujeto(), (_) -> new TreeSet<>()).add(recovery.recuperadoEn());
			}
		}
		Map<String, Fugitive> table = new HashMap<>();
		notices.forEach((subject, all) -> table.put(subject,
				row(subject, counted(all), recoveries.getOrDefault(subject, new TreeSet<>()), now)));
		return table;
	}

	private List<Notice> counted(List<Notice> all) {
		Map<String, Set<UUID>> hours = new HashMap<>();
		Map<UUID, Notice> counted = new HashMap<>();
		all.stream().sorted(Comparator.comparing(Notice::vistoEn).thenComparing(Notice::id)).forEach((notice) -> {
			Set<UUID> hour = hours.computeIfAbsent(
					agent(notice) + notice.vistoEn().truncatedTo(ChronoUnit.HOURS).toEpochMilli(),
					(_) -> new HashSet<>());
			if (hour.size() < this.quota && hour.add(notice.id())) {
				counted.putIfAbsent(notice.id(), notice);
			}
		});
		return List.copyOf(counted.values());
	}

	private Fugitive row(String subject, List<Notice> notices, TreeSet<Instant> recoveries, Instant now) {
		TreeMap<Instant, List<Notice>> episodes = new TreeMap<>();
		for (Notice notice : notices) {
			Instant end = Objects.requireNonNullElse(recoveries.ceiling(notice.vistoEn()), Instant.MAX);
			episodes.computeIfAbsent(end, (_) -> new ArrayList<>()).add(notice);
		}
		List<Notice> last = episodes.lastEntry().getValue();
		last.sort(Comparator.comparing(Notice::vistoEn).thenComparing(Notice::id));
		int agents = (int) last.stream().map(NoticesOracle::agent).distinct().count();
		State open = (agents >= this.confirmedBy) ? State.CONFIRMADO : State.DENUNCIADO;
		return new Fugitive(subject, last.getFirst().patente(), episodes.size(),
				episodes.lastKey().equals(Instant.MAX) ? open : State.RECUPERADO, agents, last.size(),
				last.getFirst().vistoEn(), lastNotice(last.getLast(), now),
				recoveries.isEmpty() ? null : recoveries.last());
	}

	private static LastNotice lastNotice(Notice notice, Instant now) {
		boolean old = Duration.between(notice.vistoEn(), now).compareTo(Duration.ofDays(1)) >= 0;
		return new LastNotice(old ? null : notice.ubicacion(), notice.vistoEn());
	}

	private static String agent(Notice notice) {
		return notice.agente().strip().toLowerCase(Locale.ROOT);
	}

	/**
	 * What a row has to have been told of.
	 * @param row the row; null if there is none
	 * @return {@code sujeto/episodio/estado}
	 */
	static List<String> alerts(@Nullable Fugitive row) {
		if (row == null || row.estado() == State.RECUPERADO) {
			return List.of();
		}
		String alert = row.sujeto() + "/" + row.episodio() + "/";
		return (row.estado() == State.DENUNCIADO) ? List.of(alert + State.DENUNCIADO)
				: List.of(alert + State.DENUNCIADO, alert + State.CONFIRMADO);
	}

}
