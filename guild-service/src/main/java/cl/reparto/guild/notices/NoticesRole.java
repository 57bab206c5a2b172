package cl.reparto.guild.notices;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.streams.Events;
import cl.reparto.guild.streams.GuildRole;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.RoleStores;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The consumer of notices and recoveries. It takes them from whatever lane they came by,
 * and brings those of one subject together. Positions, of which there are a thousand for
 * each notice, it only tells from these: whether a cart's own position clears it is
 * decided where both are read.
 */
@Component
record NoticesRole(NoticesSettings settings, MeterRegistry registry) implements GuildRole {

	/** What is fugitive or was; by subject. */
	static final Topic<Fugitive> PROFUGOS = new Topic<>("profugos", Fugitive.class, GuildTopics.compactedSoon());

	/** What a person should know at once; by subject. */
	static final Topic<FugitiveAlert> ALERTAS = GuildTopics.events("alertas_profugo", FugitiveAlert.class);

	static final String CASES = "casos";

	static final String TIMERS = "agenda";

	/** Notices are few. Of the internal topic, too, so that lanes may grow. */
	private static final int PARTS = 2;

	@Override
	public String name() {
		return "agentextra";
	}

	@Override
	public Topic<?> reads() {
		return GuildTopics.UBICACION;
	}

	@Override
	public List<Topic<?>> writes() {
		return List.of(PROFUGOS, ALERTAS);
	}

	@Override
	public void addTo(StreamsBuilder builder, Duration tick) {
		KStream<String, CartEvent> notices = Events
			.readOnly(builder, GuildTopics.UBICACION, (value) -> !Position.isWrittenIn(value))
			.filter((key, event) -> subject(event) != null, Named.as("notices"))
			.selectKey((key, event) -> subject(event), Named.as("by-subject"));
		RoleProcessor.add(builder, Events.gather(notices, "sujetos", GuildTopics.UBICACION, PARTS), "judge",
				() -> new NoticeProcessor(this.settings, tick, this.registry),
				RoleStores.ofJson(CASES, FugitiveCase.class).withLoggingEnabled(GuildTopics.compactedSoon()),
				RoleStores.ofBytes(TIMERS).withLoggingEnabled(GuildTopics.compactedSoon()));
	}

	/**
	 * Where it has passed over positions, all that a commit tells is how far: a hundred
	 * times a second would be for nothing, and so would be to fetch each of them by
	 * itself. A notice can wait for two commits and two fetches.
	 */
	@Override
	public Map<String, String> tuning() {
		return Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100",
				StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MIN_BYTES_CONFIG), Integer.toString(1024 * 1024),
				StreamsConfig.mainConsumerPrefix(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG), "100");
	}

	/** Null for what is another role's. */
	private static @Nullable String subject(CartEvent event) {
		return switch (event) {
			case CartEvent.Notice notice -> notice.subject();
			case CartEvent.Recovery recovery -> recovery.sujeto();
			case Position _, CartEvent.Watermark _ -> null;
		};
	}

}
