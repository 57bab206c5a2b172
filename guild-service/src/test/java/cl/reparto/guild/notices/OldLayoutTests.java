package cl.reparto.guild.notices;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.CartEvent.Notice;
import cl.reparto.guild.events.CartEvent.Position;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.service.streams.ExactlyOnce;
import cl.reparto.service.streams.StreamsApplication;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.guild.notices.NoticeBuilder.HERE;
import static cl.reparto.guild.notices.NoticeBuilder.TIME;
import static cl.reparto.guild.notices.NoticeBuilder.aNotice;
import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The control: the same notices through the source document's layout, where
 * {@code ubicacion} and {@code agentextra} share a group, and through ours, where each
 * has its own, while both are restarted in any order. {@code -Dguild.restarts} says how
 * often.
 */
class OldLayoutTests {

	private static final Logger log = LoggerFactory.getLogger(OldLayoutTests.class);

	private static final int RESTARTS = Integer.getInteger("guild.restarts", 6);

	/** Of each kind: while a consumer is away, and once it is back. */
	private static final int RECORDS = 5;

	private static final int CARTS = 10;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private static final Duration TICK = Duration.ofMillis(100);

	private static final TopicLayout LAYOUT = new TopicLayout(2, 1, 1, true);

	private static final Map<String, Object> BROKERS = Map.of("bootstrap.servers",
			TestKafka.shared().bootstrapServers());

	private static final TopicSetup TOPICS = new TopicSetup(new KafkaAdmin(BROKERS), LAYOUT);

	private final Lanes lanes = new Lanes(2);

	private final String run = UUID.randomUUID().toString();

	/** What the old consumers took each record for, by its key and offset. */
	private final Map<String, Set<Kind>> handledAs = new ConcurrentHashMap<>();

	/** What our reader of positions took for one. */
	private final Set<String> positions = ConcurrentHashMap.newKeySet();

	private final Map<Kind, PlainConsumer> old = new EnumMap<>(Kind.class);

	private final List<String> notices = new ArrayList<>();

	private final List<String> sentPositions = new ArrayList<>();

	private KafkaProducer<String, byte[]> producer;

	private StreamsApplication ourAgentextra;

	private PlainConsumer ourUbicacion;

	@TempDir
	private Path folder;

	@BeforeEach
	void start() throws Exception {
		TOPICS.await(List.of(GuildTopics.UBICACION), List.of());
		this.producer = new KafkaProducer<>(BROKERS, new StringSerializer(), new ByteArraySerializer());
		for (Kind kind : Kind.values()) {
			start(kind);
		}
	}

	@AfterEach
	void stop() throws Exception {
		for (Kind kind : Kind.values()) {
			stop(kind);
		}
		this.producer.close();
	}

	@Test
	void losesNoticesThatOursHandlesAllOfThem() throws Exception {
		for (Kind kind : inAnyOrder()) {
			stop(kind);
			sendAndAwaitTheOld();
			start(kind);
			sendAndAwaitTheOld();
		}

		long astray = this.notices.stream().filter((id) -> !this.handledAs.get(id).contains(Kind.AGENTEXTRA)).count();
		log.info("{} of {} notices went astray in the old layout", astray, this.notices.size());
		assertThat(astray).as("notices that went astray in the old layout")
			.isGreaterThanOrEqualTo(this.notices.size() / 10);
		assertThat(awaitOurCount()).isEqualTo(this.notices.size());
		await().atMost(PATIENCE)
			.untilAsserted(() -> assertThat(this.positions).containsExactlyInAnyOrderElementsOf(this.sentPositions));
	}

	/** As often the one as the other. */
	private static List<Kind> inAnyOrder() {
		long seed = System.nanoTime();
		log.info("{} restarts, seed {}", RESTARTS, seed);
		List<Kind> order = new ArrayList<>();
		for (int i = 0; i < RESTARTS; i++) {
			order.add(Kind.values()[i % 2]);
		}
		Collections.shuffle(order, new Random(seed));
		return order;
	}

	private void stop(Kind kind) throws InterruptedException {
		this.old.remove(kind).stop();
		if (kind == Kind.AGENTEXTRA) {
			this.ourAgentextra.stop();
		}
		else {
			this.ourUbicacion.stop();
		}
	}

	private void start(Kind kind) {
		this.old
			.put(kind,
					new PlainConsumer("viejo-" + this.run, (record) -> this.handledAs
						.computeIfAbsent(id(record.partition(), record.offset()), (_) -> ConcurrentHashMap.newKeySet())
						.add(kind)));
		if (kind == Kind.AGENTEXTRA) {
			this.ourAgentextra = agentextra();
			this.ourAgentextra.start();
		}
		else {
			this.ourUbicacion = new PlainConsumer("ubicacion-" + this.run, this::takePosition);
		}
	}

	private StreamsApplication agentextra() {
		NoticesRole role = new NoticesRole(new NoticesSettings(3, 5, Duration.ofDays(60)), new SimpleMeterRegistry());
		Map<String, Object> kafka = new HashMap<>(BROKERS);
		kafka.put("state.dir", this.folder.toString());
		Properties properties = ExactlyOnce.configure(kafka, "gremio-" + role.name(), LAYOUT, null, TICK);
		return new StreamsApplication(properties, (builder) -> role.addTo(builder, TICK), TOPICS, role.writes(),
				List.of(role.reads()), 5, (event) -> {
				}, new SimpleMeterRegistry());
	}

	/** By what the record says. */
	private void takePosition(ConsumerRecord<String, byte[]> record) {
		if (carts().contains(record.key()) && GuildTopics.UBICACION.read(record.value()) instanceof Position) {
			this.positions.add(id(record.partition(), record.offset()));
		}
	}

	private void sendAndAwaitTheOld() throws Exception {
		for (int i = 0; i < RECORDS; i++) {
			int number = this.notices.size();
			String cart = carts().get(number % carts().size());
			// Each by another agent, or the quota would pass over them.
			Notice notice = aNotice().of(cart).by("agent " + number).at(TIME.plusMillis(number)).build();
			this.notices.add(send(this.lanes.special(cart), cart, notice));
			this.sentPositions.add(send(this.lanes.ordinary(cart), cart, new Position(cart, HERE, TIME, TIME)));
		}
		await().atMost(PATIENCE).until(() -> this.handledAs.keySet().containsAll(this.notices));
	}

	private String send(int lane, String cart, CartEvent event) throws Exception {
		byte[] value = GuildTopics.UBICACION.write(event);
		return id(lane,
				this.producer.send(new ProducerRecord<>(GuildTopics.UBICACION.name(), lane, cart, value))
					.get()
					.offset());
	}

	private int awaitOurCount() {
		try (TopicReader<String, Fugitive> table = new TopicReader<>(TestKafka.shared().bootstrapServers(),
				new StringDeserializer(), NoticesRole.PROFUGOS.serde().deserializer(), NoticesRole.PROFUGOS.name())) {
			return counted(table.await(PATIENCE, (rows) -> counted(rows) >= this.notices.size()));
		}
	}

	private int counted(List<ConsumerRecord<String, Fugitive>> rows) {
		return rows.stream()
			.filter((row) -> carts().contains(row.key()))
			.collect(toMap(ConsumerRecord::key, (row) -> row.value().avisos(), (before, after) -> after))
			.values()
			.stream()
			.mapToInt(Integer::intValue)
			.sum();
	}

	/** Plates that are this run's own. */
	private List<String> carts() {
		return IntStream.range(0, CARTS)
			.mapToObj((i) -> "C" + this.run.substring(0, 6).toUpperCase(Locale.ROOT) + "-" + i)
			.toList();
	}

	private static String id(int partition, long offset) {
		return partition + "-" + offset;
	}

	/** The two consumers, and what each takes a record for. */
	private enum Kind {

		UBICACION, AGENTEXTRA

	}

}
