package cl.reparto.guild.members;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.stream.Stream;

import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.MemberEvent.Application;
import cl.reparto.guild.events.MemberEvent.Decision;
import cl.reparto.guild.events.MemberEvent.Mailed;
import cl.reparto.guild.events.MemberEvent.Outcome;
import cl.reparto.guild.members.mail.DecisionLetter;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes applications and decisions in, one after the other: there is one of it in the
 * whole guild. Sees to it that each applicant is told of the decision, by a letter that
 * is written again until somebody says what became of it.
 */
final class MembersProcessor extends RoleProcessor<MemberEvent> {

	private static final Logger log = LoggerFactory.getLogger(MembersProcessor.class);

	private static final int MOST_PER_TICK = 200;

	private final MailRetry retry;

	private final MeterRegistry registry;

	private KeyValueStore<String, Membership> applications;

	/** Whose a number or a plate is: of who waits or is a member. */
	private KeyValueStore<String, String> holders;

	private KeyValueStore<String, PendingLetter> letters;

	private Timers timers;

	MembersProcessor(MailRetry retry, Duration tick, MeterRegistry registry) {
		super(tick);
		this.retry = retry;
		this.registry = registry;
		// Now, and not at the first mail, whose counting would not be seen.
		Stream.of(Outcome.values()).forEach(this::mails);
	}

	private Counter mails(Outcome outcome) {
		return this.registry.counter("reparto.gremio.correos", "resultado", outcome.wireName());
	}

	private Counter decided(Membership row) {
		return this.registry.counter("reparto.gremio.solicitudes.decididas", "estado", row.estado().wireName(), "por",
				(row.decision() != null) ? "gremio" : "registro");
	}

	@Override
	protected void open() {
		this.applications = store(MembersRole.APPLICATIONS);
		this.holders = store(MembersRole.HOLDERS);
		this.letters = store(MembersRole.LETTERS);
		this.timers = timers(MembersRole.TIMERS, 0);
	}

	@Override
	protected void process(String key, MemberEvent event, Instant now) {
		String id = event.id().toString();
		switch (event) {
			case Application application -> take(application, id, now);
			case Decision decision -> decide(this.applications.get(id), decision, id, now);
			case Mailed mailed -> heard(mailed, id, now);
		}
	}

	private void take(Application application, String id, Instant now) {
		if (this.applications.get(id) == null) {
			changed(Membership.of(application, isHeld(rut(application.rut())), isHeld(plate(application.patente())),
					now), id, now);
		}
	}

	/** The first decision stands. */
	private void decide(@Nullable Membership application, Decision decision, String id, Instant now) {
		if (application != null && !application.isDecided()) {
			changed(application.decided(decision), id, now);
		}
	}

	private void changed(Membership row, String id, Instant now) {
		this.applications.put(id, row);
		switch (row.estado()) {
			case EN_ESPERA -> {
				this.holders.put(rut(row.rut()), id);
				this.holders.put(plate(row.patente()), id);
			}
			case ACEPTADA -> {
				// Has both since it waited.
			}
			case RECHAZADA -> {
				release(rut(row.rut()), id);
				release(plate(row.patente()), id);
			}
		}
		write(MembersRole.MIEMBROS, id, row, now);
		if (row.isDecided()) {
			decided(row).increment();
			write(PendingLetter.first(now), row, id, now);
		}
	}

	/** What was rejected at once has held nothing. */
	private void release(String what, String id) {
		if (id.equals(this.holders.get(what))) {
			this.holders.delete(what);
		}
	}

	private void write(PendingLetter letter, Membership row, String id, Instant now) {
		write(DecisionLetter.TOPIC, id, letter.of(row), now);
		keep(letter.written(now), id);
	}

	private void keep(PendingLetter letter, String id) {
		this.letters.put(id, letter);
		this.timers.set(letter.hasta(), id);
	}

	private void heard(Mailed mailed, String id, Instant now) {
		PendingLetter letter = this.letters.get(id);
		if (letter == null || !letter.concerns(mailed)) {
			return;
		}
		mails(mailed.resultado()).increment();
		if (mailed.resultado() != Outcome.APLAZADO) {
			this.letters.delete(id);
			return;
		}
		letter.deferred(this.retry, now).ifPresentOrElse((next) -> keep(next, id), () -> giveUp(letter, id, now));
	}

	private void giveUp(PendingLetter letter, String id, Instant now) {
		this.letters.delete(id);
		write(DecisionLetter.UNDELIVERED, id, letter.of(row(id)), now);
		log.warn("Gave up the mail about application {} after {} tries, its letter is in {}", id, letter.intento(),
				DecisionLetter.UNDELIVERED.name());
	}

	@Override
	protected @Nullable Instant nextDue() {
		return first(this.timers);
	}

	@Override
	protected void tick(Instant now) {
		this.timers.take(now, MOST_PER_TICK, (id, at) -> {
			PendingLetter letter = this.letters.get(id);
			// Timers are not taken back when there is news of the letter.
			if (letter != null && letter.hasta().toEpochMilli() == at.toEpochMilli()) {
				write(letter, row(id), id, now);
			}
		});
	}

	private Membership row(String id) {
		return Objects.requireNonNull(this.applications.get(id));
	}

	private boolean isHeld(String what) {
		return this.holders.get(what) != null;
	}

	private static String rut(String rut) {
		return "rut:" + rut;
	}

	private static String plate(String plate) {
		return "patente:" + plate;
	}

}
