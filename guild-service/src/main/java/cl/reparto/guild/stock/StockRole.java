package cl.reparto.guild.stock;

import java.time.Duration;
import java.util.List;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.streams.Events;
import cl.reparto.guild.streams.GuildRole;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.RoleStores;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.kstream.Produced;

import org.springframework.stereotype.Component;

/**
 * The consumer of stocks and deliveries. A cart's level is kept in its lane; carts of all
 * lanes come together where lots are made, in the one partition of a topic of this role's
 * own (decision 17).
 */
@Component
record StockRole(StockSettings settings, MeterRegistry registry) implements GuildRole {

	@Override
	public Topic<?> reads() {
		return GuildTopics.STOCK;
	}

	@Override
	public List<Topic<?>> writes() {
		return List.of(GuildTopics.STOCK, GuildTopics.deadLetters(GuildTopics.STOCK), StockLevel.EXISTENCIAS,
				Lot.REPOSICIONES);
	}

	@Override
	public void addTo(StreamsBuilder builder, Duration tick) {
		Counter issued = Counter.builder("reparto.gremio.lotes.emitidos")
			.description("Lots that were issued here")
			.register(this.registry);
		builder.addStateStore(RoleStores.ofJson(LevelProcessor.NEWEST, LevelProcessor.NewestReport.class));
		KStream<String, Object> news = Events.read(builder, GuildTopics.STOCK)
			.process(() -> new LevelProcessor(this.settings.low()), Named.as("keep-newest"), LevelProcessor.NEWEST);
		only(StockLevel.class, news, "levels").to(StockLevel.EXISTENCIAS.name(),
				Produced.<String, StockLevel>as("existencias")
					.withKeySerde(Serdes.String())
					.withValueSerde(StockLevel.EXISTENCIAS.serde()));
		RoleProcessor.add(builder, Events.gather(only(StockEvent.class, news, "needs"), "needs", GuildTopics.STOCK, 1),
				"gather", () -> new LotProcessor(this.settings, tick, issued),
				RoleStores.ofJson(LotProcessor.GATHERING, Gathering.class),
				RoleStores.ofJson(LotProcessor.MEMBERS, Replenishment.Membership.class),
				RoleStores.ofJson(LotProcessor.OPEN, Lot.class));
	}

	private static <V> KStream<String, V> only(Class<V> type, KStream<String, Object> news, String name) {
		return news.filter((key, value) -> type.isInstance(value), Named.as("are-" + name))
			.mapValues(type::cast, Named.as(name));
	}

}
