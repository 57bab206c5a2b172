package cl.reparto.guild.sales;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;

import cl.reparto.guild.RoleDriver;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.SaleEvent;
import cl.reparto.guild.streams.Output;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.processor.TaskId;
import org.apache.kafka.streams.processor.api.MockProcessorContext;
import org.apache.kafka.streams.processor.api.MockProcessorContext.CapturedPunctuator;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static cl.reparto.guild.sales.SaleBuilder.CART;
import static cl.reparto.guild.sales.SaleBuilder.NOON;
import static cl.reparto.guild.sales.SaleBuilder.aSale;
import static org.assertj.core.api.Assertions.assertThat;

/** Where what it writes is not read at once: others' records are before it. */
class SalesProcessorTests {

	private static final Instant CLOSING = NOON.plus(Duration.ofHours(12)).plus(SalesRoleTests.SETTINGS.closing());

	private MockProcessorContext<String, Output> context;

	private SalesProcessor processor;

	@BeforeEach
	void start(@TempDir Path folder) {
		this.context = new MockProcessorContext<>(new Properties(), new TaskId(0, 1), folder.toFile());
		this.context.setCurrentSystemTimeMs(NOON.toEpochMilli());
		add(SalesRole.DAYS, Serdes.String());
		add(SalesRole.SEEN, Serdes.Bytes());
		add(SalesRole.TIMERS, Serdes.Bytes());
		this.processor = new SalesProcessor(new Lanes(2), SalesRoleTests.SETTINGS, RoleDriver.TICK,
				new SimpleMeterRegistry());
		this.processor.init(this.context);
	}

	private <K> void add(String name, Serde<K> keys) {
		KeyValueStore<K, byte[]> store = Stores
			.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), keys, Serdes.ByteArray())
			.withLoggingDisabled()
			.build();
		store.init(this.context.getStateStoreContext(), store);
	}

	@Test
	void looksSoonAfterASale() {
		tickAt(NOON);

		process(aSale().sale());

		assertThat(looks()).extracting(CapturedPunctuator::getInterval).containsExactly(RoleDriver.TICK);
	}

	/** Each look is a transaction, day and night. */
	@Test
	void looksOnceAMinuteWhileNothingIsDue() {
		tickAt(NOON);

		assertThat(looks()).extracting(CapturedPunctuator::getInterval).containsExactly(Duration.ofMinutes(1));
	}

	@Test
	void closesADayOnceAllIsReadThatWasHeardUntilThen() {
		process(aSale().sale());
		tickAt(CLOSING.plus(Duration.ofHours(1)));
		SaleEvent.Watermark mark = marks().getFirst();

		process(aSale().heardAt(CLOSING.minusSeconds(1)).sale());
		tickAt(CLOSING.plus(Duration.ofHours(2)));
		assertThat(rows()).extracting(DailySales::version).as("not all is read").containsOnly(0L);
		process(mark);

		assertThat(rows().getLast()).satisfies((row) -> {
			assertThat(row.version()).isEqualTo(1);
			assertThat(row.ventas()).isEqualTo(2);
		});
	}

	@Test
	void marksTheEndOfItsLaneTwiceASecond() {
		process(aSale().sale());
		tickAt(CLOSING.minusMillis(1));
		assertThat(marks()).isEmpty();

		for (int tick = 0; tick < 10; tick++) {
			tickAt(CLOSING.plus(RoleDriver.TICK.multipliedBy(tick)));
		}

		assertThat(marks()).containsExactly(new SaleEvent.Watermark(CLOSING),
				new SaleEvent.Watermark(CLOSING.plusMillis(500)));
		assertThat(outputs().filter((output) -> output.value() instanceof SaleEvent.Watermark))
			.allSatisfy((output) -> assertThat(output.partition()).isEqualTo(1));
	}

	@Test
	void takesNoMarkOfATimeToCome() {
		process(aSale().sale());

		process(new SaleEvent.Watermark(CLOSING.plusSeconds(1)));

		assertThat(rows()).isEmpty();
	}

	private void process(SaleEvent event) {
		this.processor.process(new Record<>(CART, event, this.context.currentSystemTimeMs()));
	}

	private void tickAt(Instant now) {
		this.context.setCurrentSystemTimeMs(now.toEpochMilli());
		looks().forEach((punctuator) -> punctuator.getPunctuator().punctuate(now.toEpochMilli()));
	}

	private List<CapturedPunctuator> looks() {
		return this.context.scheduledPunctuators().stream().filter((punctuator) -> !punctuator.cancelled()).toList();
	}

	private List<SaleEvent.Watermark> marks() {
		return values(SaleEvent.Watermark.class);
	}

	private List<DailySales> rows() {
		return values(DailySales.class);
	}

	private <T> List<T> values(Class<T> type) {
		return outputs().map(Output::value).filter(type::isInstance).map(type::cast).toList();
	}

	private Stream<Output> outputs() {
		return this.context.forwarded().stream().map((forward) -> forward.record().value());
	}

}
