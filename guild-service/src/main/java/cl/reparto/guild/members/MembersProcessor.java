package cl.reparto.guild.members;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.MemberEvent.Application;
import cl.reparto.guild.events.MemberEvent.Decision;
import cl.reparto.guild.events.MemberEvent.Mailed;
import cl.reparto.guild.events.MemberEvent.Outcome;
import cl.reparto.guild.members.MembersSettings.MailRetry;
import cl.reparto.guild.members.mail.DecisionLetter;
import cl.reparto.guild.streams.Output;
import cl.reparto.model.Topic;
import cl.reparto.service.streams.TimerIndex;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Takes applications and decisions in, one after the other: there is one of it in the
 * whole guild. Sees to it that each applicant is told of the decision, by a letter that
 * is written again until somebody says what became of it.
 */
final class MembersProcessor extends ContextualProcessor<String, MemberEvent, String, Output> {

	private static final Logger log = LoggerFactory.getLogger(MembersProcessor.class);

	/** Bounds one tick, which holds up the other work of its thread. */
	private static final int MOST_PER_TICK = 200;

	private final MailRetry retry;

	private final Duration tick;

	private final MembersMetrics metrics;

	private KeyValueStore<String, Membership> applications;

	/** Whose a number or a plate is: of who waits or is a member. */
	private KeyValueStore<String, String> holders;

	private KeyValueStore<String, PendingLetter> letters;

	private TimerIndex timers;

	MembersProcessor(MailRetry retry, Duration tick, MembersMetrics metrics) {
		this.retry = retry;
		this.tick = tick;
		this.metrics = metrics;
	}

	@Override
	public void init(ProcessorContext<String, Output> context) {
		super.init(context);
		this.applications = context.getStateStore(MembersRole.APPLICATIONS);
		this.holders = context.getStateStore(MembersRole.HOLDERS);
		this.letters = context.getStateStore(MembersRole.LETTERS);
		this.timers = new TimerIndex(context.getStateStore(MembersRole.TIMERS), 0);
		context.schedule(this.tick, PunctuationType.WALL_CLOCK_TIME, this::tick);
	}

	@Override
	public void process(Record<String, MemberEvent> record) {
		Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
		String id = record.value().id().toString();
		switch (record.value()) {
			case Application application -> take(application, id, now);
			case Decision decision -> {
				Optional<Membership> decided = Admission.decide(this.applications.get(id), decision);
				decided.ifPresent((row) -> changed(row, id, now));
			}
			case Mailed mailed -> heard(mailed, id, now);
		}
	}

	private void take(Application application, String id, Instant now) {
		if (this.applications.get(id) == null) {
			changed(Admission.take(application, isHeld(rut(application.rut())), isHeld(plate(application.patente())),
					now), id, now);
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
		forward(MembersRole.MIEMBROS, id, row, now);
		if (row.isDecided()) {
			this.metrics.decided(row);
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
		forward(DecisionLetter.TOPIC, id, letter.of(row), now);
		keep(letter.written(now), id);
	}

	private void keep(PendingLetter letter, String id) {
		this.letters.put(id, letter);
		this.timers.add(new TimerIndex.Entry(letter.hasta(), Bytes.wrap(id.getBytes(UTF_8)), (byte) 0));
	}

	private void heard(Mailed mailed, String id, Instant now) {
		PendingLetter letter = this.letters.get(id);
		if (letter == null || !letter.concerns(mailed)) {
			return;
		}
		this.metrics.mailed(mailed.resultado());
		if (mailed.resultado() != Outcome.APLAZADO) {
			this.letters.delete(id);
			return;
		}
		letter.deferred(this.retry, now).ifPresentOrElse((next) -> keep(next, id), () -> giveUp(letter, id, now));
	}

	private void giveUp(PendingLetter letter, String id, Instant now) {
		this.letters.delete(id);
		forward(DecisionLetter.UNDELIVERED, id, letter.of(row(id)), now);
		log.warn("Gave up the mail about application {} after {} tries, its letter is in {}", id, letter.intento(),
				DecisionLetter.UNDELIVERED.name());
	}

	private void tick(long millis) {
		Instant now = Instant.ofEpochMilli(millis);
		this.timers.take(now, MOST_PER_TICK, (entry) -> {
			String id = new String(entry.subject().get(), UTF_8);
			PendingLetter letter = this.letters.get(id);
			// Timers are not taken back when there is news of the letter.
			if (letter != null && letter.hasta().toEpochMilli() == entry.at().toEpochMilli()) {
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

	private <V> void forward(Topic<V> topic, String key, @Nullable V value, Instant now) {
		context().forward(Output.record(topic, key, value, now.toEpochMilli()));
	}

}
