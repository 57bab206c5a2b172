package cl.reparto.guild.sales;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.streams.Events;
import cl.reparto.guild.streams.GuildRole;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.RoleStores;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.StreamsConfig;

import org.springframework.stereotype.Component;

/**
 * The consumer of sales.
 */
@Component
record SalesRole(Lanes lanes, SalesSettings settings, MeterRegistry registry) implements GuildRole {

	/** What each cart sold on each day, by day, plate and zone. */
	static final Topic<DailySales> VENTAS_DIARIAS = GuildTopics.table("ventas_diarias", DailySales.class,
			Duration.ofDays(2 * 366));

	/** Days by their keys. */
	static final String DAYS = "dias";

	/** The ids of sales, and who bought on each day. */
	static final String SEEN = "vistos";

	static final String TIMERS = "agenda";

	@Override
	public Topic<?> reads() {
		return GuildTopics.REGISTRO_VENTA;
	}

	@Override
	public List<Topic<?>> writes() {
		return List.of(GuildTopics.REGISTRO_VENTA, GuildTopics.deadLetters(GuildTopics.REGISTRO_VENTA), VENTAS_DIARIAS,
				GuildTopics.STOCK, GuildTopics.UBICACION);
	}

	@Override
	public void addTo(StreamsBuilder builder, Duration tick) {
		// Of what changes many times until it is committed, the changelog gets the last.
		var days = RoleStores.of(DAYS, Serdes.String(), Serdes.ByteArray()).withCachingEnabled();
		RoleProcessor.add(builder, Events.read(builder, GuildTopics.REGISTRO_VENTA), "count",
				() -> new SalesProcessor(this.lanes, this.settings, tick, this.registry), days,
				RoleStores.ofBytes(SEEN), RoleStores.ofBytes(TIMERS));
	}

	/**
	 * A day's figures wait for others anyway ({@link SalesSettings#delay()}), so commits
	 * may be fewer and batches larger; and while one lane waits for its commit, the next
	 * goes on. That counts where a day is computed anew.
	 */
	@Override
	public Map<String, String> tuning() {
		return Map.of(StreamsConfig.NUM_STREAM_THREADS_CONFIG, "2", StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, "100",
				StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), Integer.toString(128 * 1024));
	}

}
