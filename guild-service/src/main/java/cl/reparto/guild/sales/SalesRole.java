package cl.reparto.guild.sales;

import java.time.Duration;
import java.util.List;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.streams.Events;
import cl.reparto.guild.streams.GuildRole;
import cl.reparto.guild.streams.Output;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

import org.springframework.stereotype.Component;

/**
 * The consumer of sales.
 */
@Component
final class SalesRole implements GuildRole {

	/** What each cart sold on each day, by day, plate and zone. */
	static final Topic<DailySales> VENTAS_DIARIAS = GuildTopics.table("ventas_diarias", DailySales.class,
			Duration.ofDays(2 * 366));

	/** Days by their keys. Stores' names are those of changelogs, too, and stay. */
	static final String DAYS = "dias";

	/** The ids of sales, and who bought on each day. */
	static final String SEEN = "vistos";

	static final String TIMERS = "agenda";

	private final Lanes lanes;

	private final SalesSettings settings;

	private final SalesMetrics metrics;

	SalesRole(Lanes lanes, SalesSettings settings, MeterRegistry registry) {
		this.lanes = lanes;
		this.settings = settings;
		this.metrics = new SalesMetrics(registry);
	}

	@Override
	public String name() {
		return GuildTopics.REGISTRO_VENTA.name();
	}

	@Override
	public List<Topic<?>> reads() {
		return List.of();
	}

	@Override
	public List<Topic<?>> writes() {
		return List.of(GuildTopics.REGISTRO_VENTA, GuildTopics.deadLetters(GuildTopics.REGISTRO_VENTA), VENTAS_DIARIAS,
				GuildTopics.STOCK, GuildTopics.UBICACION);
	}

	@Override
	public void addTo(StreamsBuilder builder, Duration tick) {
		// Of what changes many times until it is committed, the changelog gets the last.
		builder.addStateStore(store(DAYS, Serdes.String()).withCachingEnabled());
		builder.addStateStore(store(SEEN, Serdes.Bytes()));
		builder.addStateStore(store(TIMERS, Serdes.Bytes()));
		Output.write(Events.read(builder, GuildTopics.REGISTRO_VENTA)
			.process(() -> new SalesProcessor(this.lanes, this.settings, tick, this.metrics), Named.as("count"), DAYS,
					SEEN, TIMERS));
	}

	private static <K> StoreBuilder<KeyValueStore<K, byte[]>> store(String name, Serde<K> keys) {
		return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), keys, Serdes.ByteArray());
	}

}
