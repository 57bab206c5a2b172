package cl.reparto.notification.deadletter;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.openapi.DescribedApi;
import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.DeadLetter;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.core.KafkaAdmin;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatException;
import static org.awaitility.Awaitility.await;

/**
 * Dead letters on a real broker, which other tests leave some on, too; two instances
 * whose views a test fills.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(OutputCaptureExtension.class)
@Isolated("services that start set the level of logs")
class DeadLettersControllerTests {

	private static final String LIST = "GET /dead-letters";

	private static final String OPEN = "GET /dead-letters/{topic}/{place}";

	private static final String REDRIVE = "POST /dead-letters/{topic}/{place}/redrive";

	private static final String[] SHOP = { "Authorization", "Bearer la-llave-del-local" };

	private static final String BROKERS = TestKafka.shared().bootstrapServers();

	private static final Instant NOW = Instant.now().truncatedTo(ChronoUnit.MILLIS);

	private final DescribedApi api = DescribedApi.load();

	private final StandInView view = new StandInView();

	private final Admin admin = Admin.create(Map.of("bootstrap.servers", BROKERS));

	private final KafkaProducer<byte[], byte[]> producer = new KafkaProducer<>(Map.of("bootstrap.servers", BROKERS),
			new ByteArraySerializer(), new ByteArraySerializer());

	private final TopicReader<byte[], byte[]> requests = TopicReader.ofBytes(BROKERS, Topics.ORDER_REQUESTS.name());

	private final TopicReader<byte[], byte[]> notes = TopicReader.ofBytes(BROKERS, DeadLetterRedriven.TOPIC.name());

	private OrderBuilder order = anOrder();

	private StandInService service;

	private StandInService other;

	@BeforeAll
	void start() throws InterruptedException {
		new TopicSetup(new KafkaAdmin(Map.of("bootstrap.servers", BROKERS)), new TopicLayout(2, 1, 1, true))
			.await(List.of(Topics.ORDER_REQUESTS, Topics.ORDER_REQUESTS_DLT, CommandTopics.ORDER_COMMANDS_DLT,
					Topics.ORDER_PROCESSING, Topics.ORDER_PROCESSING_DLT, DeadLetterRedriven.TOPIC), List.of());
		this.service = instance(this.view);
		this.other = instance(new StandInView());
		await().ignoreExceptions().until(() -> {
			RedriveTransaction.open(new LetterId("none", 0, 0), Map.of("bootstrap.servers", BROKERS)).close();
			return true;
		});
	}

	@BeforeEach
	void order() {
		this.order = anOrder();
	}

	/** Kafka is there for dead letters alone. */
	private static StandInService instance(StandInView view) {
		return new StandInService(view, "--reparto.shop.key=la-llave-del-local",
				"--spring.kafka.consumer.bootstrap-servers=" + BROKERS,
				"--spring.kafka.producer.bootstrap-servers=" + BROKERS);
	}

	/** Who looks for requests that are not processed yet is to find none. */
	@AfterAll
	void stop() throws Exception {
		this.admin
			.deleteRecords(IntStream.range(0, 2)
				.mapToObj((partition) -> new TopicPartition(Topics.ORDER_REQUESTS.name(), partition))
				.collect(Collectors.toMap((each) -> each, (_) -> RecordsToDelete.beforeOffset(-1))))
			.all()
			.get();
		this.service.close();
		this.other.close();
		this.requests.close();
		this.notes.close();
		this.producer.close();
		this.admin.close();
	}

	@Test
	void turnsPagesNewestFirstWhileOthersComeIn() throws Exception {
		List<String> own = new ArrayList<>();
		for (int i = 0; i < 4; i++) {
			own.addFirst(letter(Topics.ORDER_REQUESTS_DLT.name(), anOrder(), 600 + 2 * i, "x").toString());
			own.addFirst(letter(Topics.ORDER_PROCESSING_DLT.name(), anOrder(), 601 + 2 * i, "x").toString());
		}
		List<JsonNode> seen = new ArrayList<>();

		String next = "";
		do {
			HttpResponse<String> page = this.service.get("/dead-letters?limit=3&after=" + next, SHOP);
			assertThat(this.api.violations(LIST, page)).isEmpty();
			JsonNode body = JsonMapper.shared().readTree(page.body());
			body.get("letters").forEach(seen::add);
			next = body.get("next").isNull() ? null : body.get("next").stringValue();
			letter(Topics.ORDER_REQUESTS_DLT.name(), anOrder(), 700, "x");
		}
		while (next != null);

		assertThat(seen).extracting((each) -> each.get("id").stringValue())
			.doesNotHaveDuplicates()
			.startsWith(own.toArray(String[]::new));
		assertThat(seen.getFirst().propertyNames()).doesNotContain("headers", "value");
	}

	@Test
	void opensOneWithItsReasonItsHeadersAndItsRecord() throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0, request());

		HttpResponse<String> answer = this.other.get("/dead-letters/" + id, SHOP);

		assertThat(this.api.violations(OPEN, answer)).isEmpty();
		assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
		JsonNode letter = JsonMapper.shared().readTree(answer.body());
		assertThat(letter.get("why").stringValue()).isEqualTo("no reason");
		assertThat(letter.get("key").stringValue()).isEqualTo(this.order.id().toString());
		assertThat(letter.get("topic").stringValue()).isEqualTo("order_requests");
		assertThat(letter.get("partition").intValue()).isEqualTo(elsewhere());
		assertThat(letter.get("offset").intValue()).isEqualTo(7);
		assertThat(letter.get("headers").get("trace").stringValue()).isEqualTo("abc");
		assertThat(answer.body()).contains("\"value\":" + request());
	}

	@Test
	void showsWhatIsNoJson() throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0, "{ñ");

		HttpResponse<String> answer = this.service.get("/dead-letters/" + id, SHOP);

		assertThat(this.api.violations(OPEN, answer)).isEmpty();
		assertThat(answer.body())
			.contains("\"valueBase64\":\"" + Base64.getEncoder().encodeToString("{ñ".getBytes(UTF_8)) + "\"")
			.doesNotContain("\"value\"");
	}

	/** Which is not where its key belongs, as after more partitions were made. */
	@Test
	void sendsAsItCameToWhereItCameFrom() throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, -10, request());

		HttpResponse<String> answer = redrive(this.service, id, "");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(this.api.violations(REDRIVE, answer)).isEmpty();
		assertThat(sent(this.order, 1)).singleElement().satisfies((record) -> {
			assertThat(record.partition()).isEqualTo(elsewhere());
			assertThat(new String(record.value(), UTF_8)).isEqualTo(request());
			assertThat(record.timestamp()).isEqualTo(NOW.minusSeconds(10).toEpochMilli());
			assertThat(record.headers()).singleElement()
				.satisfies((header) -> assertThat(new String(header.value(), UTF_8)).isEqualTo(id.toString()));
			assertThat(notes(id, 1)).singleElement()
				.satisfies((note) -> assertThat(note.offset()).isEqualTo(record.offset()));
		});
	}

	@Test
	void sendsWhatIsMendedAndTellsNobody(CapturedOutput output) throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0,
				request().replace("12990.50", "\"gratis\""));

		assertIsProblem(redrive(this.service, id, ""), ProblemKind.INVALID_ACTION, "price");
		assertIsProblem(redrive(this.service, id, "{\"value\":{\"name\":\"Empanadas\"}}"), ProblemKind.INVALID_ACTION,
				"id is missing");
		assertIsProblem(redrive(this.service, id, "{\"valor\":1}"), ProblemKind.INVALID_ACTION, "is unknown");
		HttpResponse<String> answer = redrive(this.service, id, "{\"value\":" + request() + "}");

		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
		assertThat(sent(this.order, 1)).singleElement()
			.satisfies((record) -> assertThat(Topics.ORDER_REQUESTS.read(record.value()))
				.isEqualTo(this.order.requested()));
		assertThat(notes(id, 1)).singleElement().satisfies((note) -> assertThat(note.mended()).isTrue());
		assertThat(output.toString()).contains(" again, mended, to order_requests-")
			.doesNotContain(this.order.email(), this.order.name(), "gratis");
	}

	@Test
	void sendsOnceUnlessToldTo() throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0, request());
		redrive(this.service, id, "{}");

		HttpResponse<String> again = redrive(this.other, id, "{}");

		assertIsProblem(again, ProblemKind.ALREADY_REDRIVEN, "\"redrivenAt\":\"" + notes(id, 1).getFirst().at() + "\"");
		assertThat(again.body()).contains("\"redrivenBy\":\"shop\"");
		assertThat(redrive(this.other, id, "{}", "?again=true").statusCode()).isEqualTo(200);
		assertThat(sent(this.order, 2)).hasSize(2);
		assertThat(notes(id, 2)).hasSize(2);
		JsonNode letter = JsonMapper.shared().readTree(this.service.get("/dead-letters/" + id, SHOP).body());
		assertThat(letter.get("redrives")).hasSize(2);
	}

	@Test
	void sendsOnceWhatManySendAtTheSameMoment() throws Exception {
		for (int round = 0; round < 3; round++) {
			OrderBuilder each = anOrder();
			LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), each, 0, request(each));

			List<Integer> answers = new ArrayList<>(atOnce(id));
			await().until(() -> {
				answers.add(redrive(this.other, id, "").statusCode());
				return answers.getLast() == 409;
			});

			assertThat(answers).contains(200).doesNotContain(500);
			assertThat(answers).filteredOn((status) -> status == 200).hasSize(1);
			assertThat(sent(each, 1)).hasSize(1);
			assertThat(notes(id, 1)).hasSize(1);
		}
	}

	private List<Integer> atOnce(LetterId id) throws Exception {
		try (ExecutorService shops = Executors.newVirtualThreadPerTaskExecutor()) {
			List<Callable<Integer>> calls = IntStream.range(0, 6)
				.<Callable<Integer>>mapToObj(
						(i) -> () -> redrive((i % 2 == 0) ? this.service : this.other, id, "").statusCode())
				.toList();
			List<Integer> answers = new ArrayList<>();
			for (Future<Integer> answer : shops.invokeAll(calls)) {
				answers.add(answer.get());
			}
			return answers;
		}
	}

	/** What whoever died had begun is never seen, neither the record nor the note. */
	@Test
	void sendsOnceWhatSomebodyElseDiedOver() throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0, request());
		try (RedriveTransaction dead = RedriveTransaction.open(id, Map.of("bootstrap.servers", BROKERS))) {
			dead.write(new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), elsewhere(), key(this.order),
					request().getBytes(UTF_8)), false, NOW);

			HttpResponse<String> answer = redrive(this.service, id, "");

			assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
			assertThatException().isThrownBy(dead::commit);
		}
		assertThat(sent(this.order, 1)).hasSize(1);
		assertThat(notes(id, 1)).hasSize(1);
	}

	/** A note that was committed behind where another transaction is open. */
	@Test
	void knowsOfANoteOrCannotTell() {
		LetterId done = new LetterId("order_requests_dlt", 9, 0);
		LetterId open = Stream.iterate(1L, (offset) -> offset + 1)
			.map((offset) -> new LetterId("order_requests_dlt", 9, offset))
			.filter((each) -> partition(each) == partition(done))
			.findFirst()
			.orElseThrow();
		Map<String, Object> kafka = Map.of("bootstrap.servers", BROKERS);
		ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(Topics.ORDER_REQUESTS.name(), key(this.order),
				request().getBytes(UTF_8));
		try (RedriveTransaction other = RedriveTransaction.open(open, kafka);
				RedriveTransaction own = RedriveTransaction.open(done, kafka);
				LetterReader reader = new LetterReader(kafka)) {
			other.write(record, false, NOW);
			own.write(record, false, NOW);
			own.commit();
			assertThat(reader.redrives()).doesNotContainKey(done.toString());

			assertThat(knows(reader, done)).isNotEqualTo(false);
		}
		RedriveTransaction.open(open, kafka).close();
	}

	/** Null if it cannot tell. */
	private static @Nullable Boolean knows(LetterReader reader, LetterId id) {
		try {
			return reader.allRedrives().containsKey(id.toString());
		}
		catch (TimeoutException ex) {
			return null;
		}
	}

	private static int partition(LetterId id) {
		return Utils.toPositive(Utils.murmur2(id.toString().getBytes(UTF_8))) % 2;
	}

	/** A request that was taken meanwhile: there it is known, so it stays one order. */
	@Test
	void sendsToWhereTheOrderLives() throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0, request());
		this.view.put(this.order.at(Status.PREPARANDO), 1 - elsewhere());

		redrive(this.service, id, "");

		assertThat(sent(this.order, 1)).singleElement()
			.satisfies((record) -> assertThat(record.partition()).isEqualTo(1 - elsewhere()));
	}

	@Test
	void leadsFromWhatIsDeadTwiceToTheFirst() throws Exception {
		LetterId first = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0, request());
		redrive(this.service, first, "");

		LetterId second = refuse(sent(this.order, 1).getFirst());

		assertThat(this.service.get("/dead-letters/" + second, SHOP).body())
			.contains("\"redriveOf\":\"" + first + "\",\"redrives\":[]");
	}

	@Test
	void sendsNoProgressThatIsOutOfDate() throws Exception {
		LetterId id = letter(Topics.ORDER_PROCESSING_DLT.name(), this.order, 0,
				new String(Topics.ORDER_PROCESSING.write(this.order.at(Status.RECIBIDO)), UTF_8));
		this.view.put(this.order.at(Status.PREPARANDO), 0);

		assertIsProblem(redrive(this.service, id, ""), ProblemKind.REDRIVE_REFUSED, "out of date");
	}

	@Test
	void knowsWhatNeverWasFromWhatIsGone() throws Exception {
		LetterId id = letter(CommandTopics.ORDER_COMMANDS_DLT.name(), this.order, 0, "x");
		this.admin.deleteRecords(Map.of(id.place(), RecordsToDelete.beforeOffset(id.offset() + 1))).all().get();

		assertIsProblem(redrive(this.service, id, ""), ProblemKind.DEAD_LETTER_GONE, "60 days");
		for (String address : List.of(id.topic() + "/" + id.partition() + "-999999", id.topic() + "/99-0", "orders/0-0",
				id.topic() + "/x")) {
			HttpResponse<String> answer = this.service.get("/dead-letters/" + address, SHOP);
			assertThat(answer.body()).contains("urn:reparto:problem:unknown-dead-letter");
			assertThat(this.api.violations(OPEN, answer)).isEmpty();
		}
	}

	@Test
	void refusesWhatMeansNothing() throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0, request());

		for (String query : List.of("limit=0", "limit=101", "limit=x", "after=x")) {
			HttpResponse<String> answer = this.service.get("/dead-letters?" + query, SHOP);
			assertThat(answer.body()).contains("\"field\":\"" + query.split("=")[0] + "\"");
			assertThat(this.api.violations(LIST, answer)).isEmpty();
		}
		assertIsProblem(redrive(this.service, id, "", "?again=si"), ProblemKind.INVALID_QUERY, "again");
		assertIsProblem(redrive(this.service, id, "[]"), ProblemKind.MALFORMED_BODY, "object");
		assertIsProblem(this.service.post(path(id), "x", SHOP[0], SHOP[1], "Content-Type", "text/plain"),
				ProblemKind.UNSUPPORTED_MEDIA_TYPE, "application/json");
		assertThat(sent(this.order)).isEmpty();
	}

	@Test
	void isForTheShopOnly() throws Exception {
		LetterId id = letter(Topics.ORDER_REQUESTS_DLT.name(), this.order, 0, request());

		for (HttpResponse<String> answer : List.of(this.service.get("/dead-letters"),
				this.service.get("/dead-letters/" + id, "Authorization", "Bearer x"),
				this.service.post(path(id), ""))) {
			assertThat(answer.statusCode()).isEqualTo(401);
			assertThat(answer.body()).contains("urn:reparto:problem:shop-only");
		}
		assertThat(sent(this.order)).isEmpty();
	}

	@Test
	void saysSoWhileKafkaIsAway() throws Exception {
		TestKafka.shared().pause();
		try {
			HttpResponse<String> answer = this.service.get("/dead-letters", SHOP);

			assertThat(answer.statusCode()).isEqualTo(503);
			assertThat(this.api.violations(LIST, answer)).isEmpty();
		}
		finally {
			TestKafka.shared().resume();
		}
	}

	private void assertIsProblem(HttpResponse<String> answer, ProblemKind kind, String said) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(kind.status().value());
		assertThat(answer.body()).contains("urn:reparto:problem:" + kind.wireName(), said);
		assertThat(this.api.violations(REDRIVE, answer)).isEmpty();
	}

	private HttpResponse<String> redrive(StandInService instance, LetterId id, String body, String... query)
			throws Exception {
		return instance.post(path(id) + String.join("", query), body, SHOP);
	}

	private static String path(LetterId id) {
		return "/dead-letters/" + id + "/redrive";
	}

	private String request() {
		return request(this.order);
	}

	private static String request(OrderBuilder order) {
		return new String(Topics.ORDER_REQUESTS.write(order.requested()), UTF_8);
	}

	private static byte[] key(OrderBuilder order) {
		return order.id().toString().getBytes(UTF_8);
	}

	/** A partition in which a record of this order would not be by its key. */
	private int elsewhere() {
		return elsewhere(this.order.id());
	}

	private static int elsewhere(UUID order) {
		return 1 - Utils.toPositive(Utils.murmur2(order.toString().getBytes(UTF_8))) % 2;
	}

	/** Writes a dead letter, as a service does that refuses a record. */
	private LetterId letter(String topic, OrderBuilder order, int secondsLater, String value) throws Exception {
		return write(topic, secondsLater,
				DeadLetter.of(key(order), value.getBytes(UTF_8),
						new RecordHeaders().add("trace", "abc".getBytes(UTF_8)), "no reason", topic.replace("_dlt", ""),
						elsewhere(order.id()), 7));
	}

	private LetterId refuse(ConsumerRecord<byte[], byte[]> record) throws Exception {
		return write(Topics.ORDER_REQUESTS_DLT.name(), 0, DeadLetter.of(record.key(), record.value(), record.headers(),
				"no reason", record.topic(), record.partition(), record.offset()));
	}

	private LetterId write(String topic, int secondsLater, DeadLetter letter) throws Exception {
		RecordMetadata written = this.producer
			.send(new ProducerRecord<>(topic, null, NOW.plusSeconds(secondsLater).toEpochMilli(), letter.key(),
					letter.value(), letter.headers()))
			.get();
		return new LetterId(topic, written.partition(), written.offset());
	}

	/** Brokers show what a transaction wrote a moment after its commit returned. */
	private List<ConsumerRecord<byte[], byte[]>> sent(OrderBuilder order, int count) {
		return await().until(() -> sent(order), (sent) -> sent.size() >= count);
	}

	private List<DeadLetterRedriven> notes(LetterId id, int count) {
		return await().until(() -> notes(id), (notes) -> notes.size() >= count);
	}

	private List<ConsumerRecord<byte[], byte[]>> sent(OrderBuilder order) {
		return this.requests.records()
			.stream()
			.filter((record) -> new String(record.key(), UTF_8).equals(order.id().toString()))
			.toList();
	}

	private List<DeadLetterRedriven> notes(LetterId id) {
		return this.notes.records()
			.stream()
			.map((record) -> DeadLetterRedriven.TOPIC.read(record.value()))
			.filter((note) -> note.letter().equals(id.toString()))
			.toList();
	}

}
