package cl.reparto.faults.audit.guild;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Consumer;

import cl.reparto.faults.audit.Entry;

/**
 * A cart is lost once it was silent for so long: never sooner, and read by anybody two
 * seconds later at most; what falls due while there is trouble, two seconds after it.
 */
final class SilenceAudit {

	private static final Duration TOLERANCE = Duration.ofSeconds(2);

	private final Duration silence;

	private final Notebook notebook;

	/** When the guild heard of each cart. */
	private final Map<String, TreeSet<Instant>> signs = new HashMap<>();

	/** Of which last sign of life a cart's newest state speaks, if it is lost. */
	private final Map<String, Instant> lost = new HashMap<>();

	private final List<Loss> losses = new ArrayList<>();

	private final Troubles troubles;

	SilenceAudit(Duration silence, Troubles troubles, Notebook notebook) {
		this.silence = silence;
		this.troubles = troubles;
		this.notebook = notebook;
	}

	/** A position on ubicacion. */
	void moved(Entry entry) {
		this.signs.computeIfAbsent(entry.text("patente"), (_) -> new TreeSet<>())
			.add(Instant.parse(entry.text("recibidaEn")));
	}

	/** An entry of carritos, read at some time. */
	void followed(Entry entry, Instant readAt) {
		String plate = String.valueOf(entry.key());
		if (!entry.text("estado").equals("perdido")) {
			this.lost.remove(plate);
			return;
		}
		Instant seen = Instant.parse(entry.text("vistoEn"));
		if (readAt.isBefore(seen.plus(this.silence))) {
			this.notebook.wrong("cart " + plate + " lost too soon at " + entry.place());
		}
		if (!seen.equals(this.lost.put(plate, seen))) {
			this.losses.add(new Loss(plate, seen, readAt));
		}
	}

	void missing(Instant now, Consumer<String> missing) {
		this.signs.forEach((plate, signs) -> {
			Instant last = signs.last();
			if (!last.equals(this.lost.get(plate)) && now.minus(TOLERANCE).isAfter(due(last))) {
				missing.accept("cart " + plate + " is not lost, silent since " + last);
			}
		});
	}

	/** What can only be said at rest. */
	void close(Consumer<String> wrong) {
		for (Loss loss : this.losses) {
			if (!wasHeard(loss)) {
				wrong.accept("cart " + loss.plate() + " gave no sign of life at " + loss.seen());
			}
			else if (late(loss).compareTo(TOLERANCE) > 0) {
				wrong.accept("cart " + loss.plate() + " lost " + late(loss) + " late");
			}
		}
	}

	/** By how much the latest was late, of all or of those that fell due after a time. */
	Duration latest(Instant since) {
		return this.losses.stream()
			.filter((loss) -> loss.readAt().isAfter(since))
			.filter(this::wasHeard)
			.map(this::late)
			.max(Duration::compareTo)
			.orElse(Duration.ZERO);
	}

	private boolean wasHeard(Loss loss) {
		return this.signs.getOrDefault(loss.plate(), new TreeSet<>()).contains(loss.seen());
	}

	private Duration late(Loss loss) {
		Instant due = due(loss.seen());
		return loss.readAt().isAfter(due) ? Duration.between(due, loss.readAt()) : Duration.ZERO;
	}

	private Instant due(Instant seen) {
		return this.troubles.passed(seen.plus(this.silence));
	}

	/** A cart that was lost. */
	private record Loss(String plate, Instant seen, Instant readAt) {
	}

}
