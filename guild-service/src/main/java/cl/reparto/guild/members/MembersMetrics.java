package cl.reparto.guild.members;

import cl.reparto.guild.events.MemberEvent.Outcome;
import cl.reparto.service.web.ProblemException;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.stereotype.Component;

/**
 * What the dashboard shows of applications.
 */
@Component
final class MembersMetrics {

	private final MeterRegistry registry;

	MembersMetrics(MeterRegistry registry, Applications applications) {
		this.registry = registry;
		waiting(applications, true, "premium");
		waiting(applications, false, "ordinaria");
		// Now, and not at the first mail, whose counting would not be seen.
		for (Outcome outcome : Outcome.values()) {
			mails(outcome);
		}
	}

	/** The same on every instance, whichever decides. */
	private void waiting(Applications applications, boolean premium, String name) {
		Gauge.builder("reparto.gremio.solicitudes.en.espera", applications, (all) -> count(all, premium))
			.description("Applications that wait for an official")
			.tag("clase", name)
			.register(this.registry);
	}

	private static double count(Applications applications, boolean premium) {
		try {
			return applications.waiting(premium);
		}
		catch (ProblemException ex) {
			// Not caught up.
			return Double.NaN;
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
