package cl.reparto.guild.location;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.streams.Events;
import cl.reparto.guild.streams.GuildRole;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.RoleStores;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

import org.springframework.stereotype.Component;

/**
 * The consumer of carts' positions.
 */
@Component
record LocationRole(LocationSettings settings, MeterRegistry registry) implements GuildRole {

	static final Topic<CartState> CARRITOS = GuildTopics.table("carritos", CartState.class,
			GuildTopics.POSITION_RETENTION);

	static final String CARTS = "carts";

	static final String TIMERS = "timers";

	@Override
	public Topic<?> reads() {
		return GuildTopics.UBICACION;
	}

	@Override
	public List<Topic<?>> writes() {
		return List.of(GuildTopics.UBICACION, GuildTopics.deadLetters(GuildTopics.UBICACION), CARRITOS);
	}

	@Override
	public void addTo(StreamsBuilder builder, Duration tick) {
		CartWatch watch = new CartWatch(this.settings.silence(), GuildTopics.POSITION_RETENTION);
		Counter positions = Counter.builder("reparto.gremio.posiciones")
			.description("Positions that carts have told")
			.register(this.registry);
		RoleProcessor.add(builder, Events.read(builder, GuildTopics.UBICACION), "follow",
				() -> new LocationProcessor(watch, tick, positions),
				RoleStores.ofJson(CARTS, CartState.class).withLoggingEnabled(GuildTopics.compactedSoon()),
				RoleStores.ofBytes(TIMERS));
	}

	/**
	 * Transactions are a third of what the broker does with positions: half as many as
	 * usual are soon enough to see carts move.
	 */
	@Override
	public Map<String, String> tuning() {
		return Map.of(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "20");
	}

}
