package cl.reparto.guild.stock;

import java.time.Duration;
import java.util.List;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.streams.Events;
import cl.reparto.guild.streams.GuildRole;
import cl.reparto.guild.streams.Output;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;
import org.apache.kafka.streams.kstream.Repartitioned;
import org.apache.kafka.streams.state.Stores;

import org.springframework.stereotype.Component;

/**
 * The consumer of stocks and deliveries. A cart's level is kept in its lane; carts of all
 * lanes come together where lots are made, in the one partition of a topic of this role's
 * own (decision 17).
 */
@Component
final class StockRole implements GuildRole {

	private final StockSettings settings;

	private final Counter issued;

	StockRole(StockSettings settings, MeterRegistry registry) {
		this.settings = settings;
		this.issued = Counter.builder("reparto.gremio.lotes.emitidos")
			.description("Lots that were issued here")
			.register(registry);
	}

	@Override
	public String name() {
		return "stock";
	}

	@Override
	public List<Topic<?>> reads() {
		return List.of();
	}

	@Override
	public List<Topic<?>> writes() {
		return List.of(GuildTopics.STOCK, GuildTopics.deadLetters(GuildTopics.STOCK), StockLevel.EXISTENCIAS,
				Lot.REPOSICIONES);
	}

	@Override
	public void addTo(StreamsBuilder builder, Duration tick) {
		builder
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(LevelProcessor.NEWEST.name()),
					Serdes.String(), Events.serde(LevelProcessor.NEWEST)))
			.addStateStore(Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(LotProcessor.LOTS),
					Serdes.String(), Serdes.ByteArray()));
		KStream<String, Object> news = Events.read(builder, GuildTopics.STOCK)
			.process(() -> new LevelProcessor(this.settings.low()), Named.as("keep-newest"),
					LevelProcessor.NEWEST.name());
		only(StockLevel.class, news, "levels").to(StockLevel.EXISTENCIAS.name(),
				Produced.<String, StockLevel>as("existencias")
					.withKeySerde(Serdes.String())
					.withValueSerde(Events.serde(StockLevel.EXISTENCIAS)));
		Output.write(only(StockEvent.class, news, "needs")
			.repartition(Repartitioned.<String, StockEvent>as("needs")
				.withKeySerde(Serdes.String())
				.withValueSerde(Events.serde(GuildTopics.STOCK))
				.withNumberOfPartitions(1))
			.process(() -> new LotProcessor(this.settings, tick, this.issued), Named.as("gather"), LotProcessor.LOTS));
	}

	private static <V> KStream<String, V> only(Class<V> type, KStream<String, Object> news, String name) {
		return news.filter((key, value) -> type.isInstance(value), Named.as("are-" + name))
			.mapValues(type::cast, Named.as(name));
	}

}
