package cl.reparto.faults.audit.guild;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * When something was broken, each time from the first blow until all was well again and
 * what had waited was worked off.
 */
final class Troubles {

	private final List<Trouble> over = new ArrayList<>();

	private @Nullable Instant since;

	void begin(Instant at) {
		this.since = at;
	}

	void end(Instant at) {
		if (this.since != null) {
			this.over.add(new Trouble(this.since, at));
			this.since = null;
		}
	}

	/**
	 * When what is due at some time can be asked for; that time, if there is no trouble.
	 */
	Instant passed(Instant due) {
		if (this.since != null && !due.isBefore(this.since)) {
			return Instant.MAX;
		}
		return this.over.stream()
			.filter((each) -> !due.isBefore(each.from()) && due.isBefore(each.to()))
			.map(Trouble::to)
			.findFirst()
			.orElse(due);
	}

	/** Between the first blow and being well again. */
	private record Trouble(Instant from, Instant to) {
	}

}
