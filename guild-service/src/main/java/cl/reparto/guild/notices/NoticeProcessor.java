package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.Timers;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the cases and tells of them. What becomes of a case is the {@link FugitiveCase}'s
 * to say. A case has one timer that matters, the one that it names.
 */
final class NoticeProcessor extends RoleProcessor<CartEvent> {

	private static final int MOST_PER_TICK = 200;

	private final NoticesSettings settings;

	private final Counter counted;

	private final Counter passedOver;

	private final Counter confirmed;

	private KeyValueStore<String, FugitiveCase> cases;

	private Timers timers;

	NoticeProcessor(NoticesSettings settings, Duration tick, MeterRegistry registry) {
		super(tick);
		this.settings = settings;
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
	protected void open() {
		this.cases = store(NoticesRole.CASES);
		this.timers = timers(NoticesRole.TIMERS, 0);
	}

	@Override
	protected void process(String subject, CartEvent event, Instant now) {
		FugitiveCase before = find(subject);
		Evidence after = after(before.pruebas(), event);
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
			case CartEvent.Position _, CartEvent.Watermark _ -> before;
		};
	}

	private void changed(FugitiveCase before, FugitiveCase after, Instant now) {
		Optional<Fugitive> row = after.row(this.settings.confirmedBy());
		if (!row.equals(before.row(this.settings.confirmedBy()))) {
			row.ifPresent((fugitive) -> write(NoticesRole.PROFUGOS, after.sujeto(), fugitive, now));
		}
		FugitiveCase told = after;
		for (FugitiveAlert alert : after.alerts(this.settings.confirmedBy(), now)) {
			write(NoticesRole.ALERTAS, after.sujeto(), alert, now);
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
		this.timers.set(due, known.sujeto());
		this.cases.put(known.sujeto(), known.lookedAt(due));
	}

	@Override
	protected @Nullable Instant nextDue() {
		return first(this.timers);
	}

	@Override
	protected void tick(Instant now) {
		this.timers.take(now, MOST_PER_TICK, (subject, at) -> {
			FugitiveCase known = find(subject);
			if (at.equals(known.revisarEn())) {
				age(known, now);
			}
		});
	}

	private void age(FugitiveCase known, Instant now) {
		if (known.isForgotten(this.settings.retention(), now)) {
			this.cases.delete(known.sujeto());
			write(NoticesRole.PROFUGOS, known.sujeto(), null, now);
		}
		else {
			changed(known, known.with(known.pruebas().aged(now)).lookedAt(null), now);
		}
	}

	private FugitiveCase find(String subject) {
		return Objects.requireNonNullElseGet(this.cases.get(subject), () -> FugitiveCase.of(subject));
	}

}
