package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.streams.Output;
import cl.reparto.service.streams.TimerIndex;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Keeps the cases and tells of them. What becomes of a case is the {@link FugitiveCase}'s
 * to say. A case has one timer that matters, the one that it names.
 */
final class NoticeProcessor extends ContextualProcessor<String, CartEvent, String, Output> {

	/** Bounds one tick, which holds up the other work of its thread. */
	private static final int MOST_PER_TICK = 200;

	private final NoticesSettings settings;

	private final Duration tick;

	private final Counter counted;

	private final Counter passedOver;

	private final Counter confirmed;

	private KeyValueStore<String, FugitiveCase> cases;

	private TimerIndex timers;

	NoticeProcessor(NoticesSettings settings, Duration tick, MeterRegistry registry) {
		this.settings = settings;
		this.tick = tick;
		this.counted = notices(registry, true);
		this.passedOver = notices(registry, false);
		this.confirmed = Counter.builder("reparto.gremio.profugos.confirmados")
			.description("Episodes that were confirmed")
			.register(registry);
	}

	private static Counter notices(MeterRegistry registry, boolean counted) {
		return Counter.builder("reparto.gremio.avisos")
			.description("Notices of fugitives, and whether they count or are repeated, late or beyond the quota")
			.tag("contado", Boolean.toString(counted))
			.register(registry);
	}

	@Override
	public void init(ProcessorContext<String, Output> context) {
		super.init(context);
		this.cases = context.getStateStore(NoticesRole.CASES);
		this.timers = new TimerIndex(context.getStateStore(NoticesRole.TIMERS), 0);
		context.schedule(this.tick, PunctuationType.WALL_CLOCK_TIME, this::tick);
	}

	@Override
	public void process(Record<String, CartEvent> record) {
		Instant now = Instant.ofEpochMilli(context().currentSystemTimeMs());
		FugitiveCase before = find(record.key());
		Evidence after = after(before.pruebas(), record.value());
		if (!after.equals(before.pruebas())) {
			changed(before, before.with(after.aged(now)), now);
		}
	}

	private Evidence after(Evidence before, CartEvent event) {
		return switch (event) {
			case CartEvent.Notice notice -> {
				Evidence after = before.with(notice, this.settings.quota());
				(after.equals(before) ? this.passedOver : this.counted).increment();
				yield after;
			}
			case CartEvent.Recovery recovery -> before.with(recovery.recuperadoEn());
			case CartEvent.Position _ -> before;
		};
	}

	private void changed(FugitiveCase before, FugitiveCase after, Instant now) {
		Optional<Fugitive> row = after.row(this.settings.confirmedBy());
		if (!row.equals(before.row(this.settings.confirmedBy()))) {
			row.ifPresent((fugitive) -> context()
				.forward(Output.record(NoticesRole.PROFUGOS, after.sujeto(), fugitive, now.toEpochMilli())));
		}
		FugitiveCase told = after;
		for (FugitiveAlert alert : after.alerts(this.settings.confirmedBy(), now)) {
			context().forward(Output.record(NoticesRole.ALERTAS, after.sujeto(), alert, now.toEpochMilli()));
			told = told.told(alert);
			if (alert.estado() == Fugitive.State.CONFIRMADO) {
				this.confirmed.increment();
			}
		}
		put(told);
	}

	/** A timer that is there already and no later will do. */
	private void put(FugitiveCase known) {
		Instant timer = known.revisarEn();
		Instant due = known.due(this.settings.retention()).orElse(null);
		if (due == null || (timer != null && !timer.isAfter(due))) {
			this.cases.put(known.sujeto(), known);
			return;
		}
		this.timers.add(new TimerIndex.Entry(due, Bytes.wrap(known.sujeto().getBytes(UTF_8)), (byte) 0));
		this.cases.put(known.sujeto(), known.lookedAt(due));
	}

	private void tick(long millis) {
		Instant now = Instant.ofEpochMilli(millis);
		this.timers.take(now, MOST_PER_TICK, (timer) -> {
			FugitiveCase known = find(new String(timer.subject().get(), UTF_8));
			if (timer.at().equals(known.revisarEn())) {
				age(known, now);
			}
		});
	}

	private void age(FugitiveCase known, Instant now) {
		if (known.isForgotten(this.settings.retention(), now)) {
			this.cases.delete(known.sujeto());
			context().forward(Output.record(NoticesRole.PROFUGOS, known.sujeto(), null, now.toEpochMilli()));
		}
		else {
			changed(known, known.with(known.pruebas().aged(now)).lookedAt(null), now);
		}
	}

	private FugitiveCase find(String subject) {
		return Objects.requireNonNullElseGet(this.cases.get(subject), () -> FugitiveCase.of(subject));
	}

}
