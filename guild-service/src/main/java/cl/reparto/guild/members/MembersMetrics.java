package cl.reparto.guild.members;

import cl.reparto.guild.events.MemberEvent.Outcome;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/**
 * Counts what was decided and mailed.
 */
final class MembersMetrics {

	private final MeterRegistry registry;

	MembersMetrics(MeterRegistry registry) {
		this.registry = registry;
		// Now, and not at the first mail, whose counting would not be seen.
		for (Outcome outcome : Outcome.values()) {
			mails(outcome);
		}
	}

	void decided(Membership application) {
		this.registry
			.counter("reparto.gremio.solicitudes.decididas", "estado", application.estado().wireName(), "por",
					(application.decision() != null) ? "gremio" : "registro")
			.increment();
	}

	void mailed(Outcome outcome) {
		mails(outcome).increment();
	}

	private Counter mails(Outcome outcome) {
		return this.registry.counter("reparto.gremio.correos", "resultado", outcome.wireName());
	}

}
