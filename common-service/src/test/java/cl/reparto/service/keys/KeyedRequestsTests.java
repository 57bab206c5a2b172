package cl.reparto.service.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.ToLongFunction;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.clients.producer.MockProducer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.mock.MockProducerFactory;
import org.springframework.util.FileSystemUtils;

import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static cl.reparto.service.keys.KeyedInstance.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

/**
 * Keys, as an instance knows them from its topic and through its restarts.
 */
class KeyedRequestsTests {

	private static final String ONE = "one";

	private static final String TWO = "two";

	private static final UUID RANDOM = UUID.fromString("00000000-0000-4000-8000-000000000004");

	private static final ToLongFunction<KeyedRequest> NEVER = (_) -> {
		throw new AssertionError("is not to be appended");
	};

	private static final String SECRET = "0123456789abcdef";

	private static final String OTHER = "fedcba9876543210";

	private static final Duration LIFE = Duration.ofHours(72);

	private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

	/** When a day of the first key begins. */
	private static final Instant TURN_OF_ONE = Instant.parse("2026-01-01T14:57:42.757Z");

	@TempDir
	private Path folder;

	private final List<KeyedInstance> instances = new ArrayList<>();

	@AfterEach
	void stop() throws InterruptedException {
		for (KeyedInstance each : this.instances) {
			each.stop();
		}
	}

	@Test
	void isNotCaughtUpBeforeItHasReadAllThatWasThere() {
		KeyedInstance instance = start(0, 3);
		instance.reads(0, id(ONE), "a");
		await().until(() -> instance.knows(ONE, "a"));

		assertThat(instance.keys().isCaughtUp()).isFalse();
		assertThat(gauge(instance, "reparto.keys.caught.up")).isZero();

		instance.reads(1, RANDOM, "b");
		instance.reads(2, id(TWO), "c");
		await().until(instance.keys()::isCaughtUp);
		assertThat(instance.knows(TWO, "c")).isTrue();
		assertThat(gauge(instance, "reparto.keys.held")).as("without a key are no keys").isEqualTo(2);
	}

	@Test
	void takesNoKeyThatItDoesNotKnowBeforeItIsCaughtUp() {
		KeyedInstance instance = start(0, 2);
		instance.reads(0, id(TWO), "a");
		await().until(() -> instance.knows(TWO, "a"));

		instance.refuses(ONE, "a", ProblemKind.UNAVAILABLE, NEVER);

		instance.reads(1, RANDOM, "a");
		await().until(instance.keys()::isCaughtUp);
		assertThat(instance.takes(ONE, "a", 2)).isEqualTo(id(ONE));
	}

	@Test
	void readsAllThatIsThereBeforeItRests() {
		KeyedInstance instance = caughtUp();
		instance.consumer().setMaxPollRecords(1);

		LongStream.range(0, 1000).forEach((offset) -> instance.reads(offset, RANDOM, "a"));
		instance.reads(1000, id(ONE), "a");

		await().until(() -> instance.knows(ONE, "a"));
	}

	@Test
	void takesARequestOnceItIsReadBackAndThenRepeatsIt() {
		KeyedInstance instance = caughtUp();

		assertThat(instance.takes(ONE, "a", 0)).isEqualTo(id(ONE));
		assertThat(instance.repeats(ONE, "a")).isEqualTo(id(ONE));
		instance.refuses(ONE, "b", ProblemKind.IDEMPOTENCY_KEY_REUSED, NEVER);
	}

	/** What nobody else has appended in between is known. */
	@Test
	void takesARequestWithoutReadingItBackWhereAllBeforeIsKnown() {
		KeyedInstance instance = caughtUp();

		assertThat(instance.takesUnread(ONE, "a", 0)).isEqualTo(id(ONE));

		assertThat(instance.repeats(ONE, "a")).isEqualTo(id(ONE));
		instance.refuses(ONE, "b", ProblemKind.IDEMPOTENCY_KEY_REUSED, NEVER);
		instance.takesUnread(TWO, "b", 1);
		await().untilAsserted(() -> assertThat(gauge(instance, "reparto.keys.held")).isEqualTo(2));
		await("passes them over").until(() -> instance.isAt(2));
		assertThat(instance.repeats(ONE, "a")).as("once it is kept").isEqualTo(id(ONE));
	}

	@Test
	void knowsAfterARestartWhatItHasNotReadBack() throws InterruptedException {
		KeyedInstance first = caughtUp();
		first.takesUnread(ONE, "a", 0);
		await().until(() -> first.isAt(1));
		first.stop();

		KeyedInstance second = start(0, 1);

		await().until(second.keys()::isCaughtUp);
		assertThat(second.isAt(1)).isTrue();
		assertThat(second.knows(ONE, "a")).isTrue();
	}

	/** The other one's is not read yet when the broker acknowledges this one's. */
	@Test
	void readsWhatOthersHaveAppendedBefore() {
		KeyedInstance instance = caughtUp();
		instance.takesUnread(TWO, "a", 0);

		instance.refuses(ONE, "late", ProblemKind.IDEMPOTENCY_KEY_REUSED, (request) -> {
			instance.reads(1, request.id(), "early");
			return 2;
		});
	}

	@Test
	void givesWayToAnotherInstanceThatWasFirst() {
		KeyedInstance instance = caughtUp();

		instance.refuses(ONE, "late", ProblemKind.IDEMPOTENCY_KEY_REUSED, (request) -> {
			instance.reads(0, request.id(), "early");
			instance.reads(1, request.id(), "late");
			return 1;
		});
		instance.refuses(ONE, "later", ProblemKind.IDEMPOTENCY_KEY_REUSED, NEVER);

		assertThat(clashes(instance)).as("what was appended in vain").isOne();
	}

	@Test
	void isNotSureOfARequestThatItDoesNotReadBack() {
		KeyedInstance instance = caughtUp();

		instance.refuses(ONE, "a", ProblemKind.UNAVAILABLE, (_) -> -1);
	}

	/** As kill -9 leaves it: nothing was closed. */
	@Test
	void goesOnFromWhereItWasAfterAnUncleanEnd() throws IOException {
		KeyedInstance first = start(0, 2);
		first.reads(0, id(ONE), "a");
		first.reads(1, RANDOM, "b");
		await().until(first.keys()::isCaughtUp);
		Path left = this.folder.resolve("left");
		FileSystemUtils.copyRecursively(this.folder.resolve("state"), left);

		KeyedInstance second = start(left, 0, 3);
		await().until(() -> second.isAt(2));
		assertThat(second.keys().isCaughtUp()).isFalse();
		second.reads(2, id(TWO), "c");

		await().until(second.keys()::isCaughtUp);
		assertThat(second.knows(ONE, "a")).isTrue();
		assertThat(second.knows(TWO, "c")).isTrue();
	}

	@Test
	void goesOnFromTheBeginningWhereTheTopicHasForgottenMore() throws InterruptedException {
		KeyedInstance first = start(0, 1);
		first.reads(0, id(ONE), "a");
		await().until(first.keys()::isCaughtUp);
		first.stop();

		KeyedInstance second = start(5, 5);

		await().until(second.keys()::isCaughtUp);
		assertThat(second.isAt(5)).isTrue();
		assertThat(second.knows(ONE, "a")).isTrue();
	}

	@Test
	void startsFromNothingWhenTheTopicWasMadeAnew() throws InterruptedException {
		KeyedInstance first = start(0, 2);
		first.reads(0, id(ONE), "a");
		first.reads(1, id(TWO), "b");
		await().until(first.keys()::isCaughtUp);
		first.stop();

		KeyedInstance second = start(0, 1);
		second.reads(0, id(TWO), "new");

		await().until(second.keys()::isCaughtUp);
		assertThat(second.knows(TWO, "new")).isTrue();
		assertThat(second.takes(ONE, "other", 1)).isEqualTo(id(ONE));
	}

	@Test
	void startsFromNothingWithoutItsFolder() throws InterruptedException, IOException {
		KeyedInstance first = start(0, 1);
		first.reads(0, id(ONE), "a");
		await().until(first.keys()::isCaughtUp);
		first.stop();
		FileSystemUtils.deleteRecursively(this.folder.resolve("state"));

		KeyedInstance second = start(0, 1);
		second.reads(0, id(ONE), "a");

		await().until(second.keys()::isCaughtUp);
		assertThat(second.knows(ONE, "a")).isTrue();
	}

	@Test
	void closesItsConsumerAndItsFolderWhenItIsInterrupted() throws InterruptedException {
		KeyedInstance instance = caughtUp();

		instance.stop();

		assertThat(instance.consumer().closed()).isTrue();
		instance.refuses(ONE, "a", ProblemKind.UNAVAILABLE, NEVER);
		assertThat(gauge(instance, "reparto.keys.held")).isZero();
		KeyStore.open(this.folder.resolve("state/keys"), Duration.ofDays(60)).close();
	}

	/** What is older is passed over, and the rest of it is known. */
	@Test
	void readsNoFurtherBackThanAKeyLives() {
		KeyedInstance instance = start(7, 9);
		await().until(() -> instance.isAt(7));

		instance.reads(7, id(ONE), "a");
		instance.reads(8, RANDOM, "b");

		await().until(instance.keys()::isCaughtUp);
		assertThat(instance.repeats(ONE, "a")).isEqualTo(id(ONE));
	}

	@Test
	void readsNothingOfATopicInWhichAllIsOlder() {
		KeyedInstance instance = start(9, 9);

		await().until(instance.keys()::isCaughtUp);
		assertThat(instance.isAt(9)).isTrue();
	}

	/** The other instance's clock is behind, or what it appends comes late. */
	@Test
	void waitsForTheDayBeforeWhileAKeysDayIsYoung() {
		List<UUID> ids = KeyedInstance.ids(ONE, TURN_OF_ONE);
		KeyedInstance instance = new KeyedInstance(this.folder.resolve("state"), 0, 0, TURN_OF_ONE, SECRET);
		this.instances.add(instance);
		await().until(instance.keys()::isCaughtUp);

		instance.reads(0, ids.getLast(), "a");

		assertThat(instance.repeats(ONE, "a")).isEqualTo(ids.getLast());
	}

	/** As behind a transaction that another has left open. */
	@Test
	void takesNoNewKeyWhereItCouldHaveMissedTheOneOfTheDayBefore() {
		UUID dayBefore = KeyedInstance.ids(ONE, TURN_OF_ONE).getLast();
		KeyedInstance instance = new KeyedInstance(this.folder.resolve("state"), 0, 0,
				TURN_OF_ONE.minus(Duration.ofHours(1)), SECRET);
		this.instances.add(instance);
		await().until(instance.keys()::isCaughtUp);
		instance.endsAt(1);
		instance.at(TURN_OF_ONE.plusSeconds(10));

		instance.refuses(ONE, "a", ProblemKind.UNAVAILABLE, NEVER);
		instance.reads(0, dayBefore, "a");

		await().until(() -> instance.knows(ONE, "a"));
		assertThat(instance.repeats(ONE, "a")).isEqualTo(dayBefore);
	}

	@Test
	void takesANewKeyOnceAllIsReadThatCameWithItsDayBefore() {
		KeyedInstance instance = new KeyedInstance(this.folder.resolve("state"), 0, 0,
				TURN_OF_ONE.minus(Duration.ofHours(1)), SECRET);
		this.instances.add(instance);
		await().until(instance.keys()::isCaughtUp);

		instance.at(TURN_OF_ONE.plusSeconds(10));

		await().until(() -> takesAtLast(instance));
	}

	private static boolean takesAtLast(KeyedInstance instance) {
		try {
			return instance.takesUnread(ONE, "a", 0) != null;
		}
		catch (ProblemException ex) {
			return false;
		}
	}

	@Test
	void knowsWhatOthersTookWithAnotherOfItsSecrets() {
		KeyedInstance one = with(SECRET);
		KeyedInstance two = with(OTHER, SECRET);
		UUID id = one.takes(ONE, "a", 0);

		two.reads(0, id, "a", one);

		await().until(() -> two.knows(ONE, "a"));
		assertThat(two.repeats(ONE, "a")).isEqualTo(id);
		assertThat(two.keys().isCaughtUp()).isTrue();
	}

	/** As where somebody asks again at once, and the reader lags. */
	@Test
	void takesNoNewKeyWhereItCouldHaveMissedTheOneOfAnotherOfItsSecrets() {
		KeyedInstance one = with(SECRET);
		KeyedInstance two = with(OTHER, SECRET);
		UUID id = one.takes(ONE, "a", 0);
		two.endsAt(1);
		two.at(NOW.plusSeconds(1));

		two.refuses(ONE, "a", ProblemKind.UNAVAILABLE, NEVER);
		two.reads(0, id, "a", one);

		await().until(() -> two.knows(ONE, "a"));
		assertThat(two.repeats(ONE, "a")).isEqualTo(id);
	}

	@Test
	void doesNotStartWhereASecretIsInUseThatItDoesNotKnow() {
		KeyedInstance one = with(SECRET);
		KeyedInstance wrong = with(0, 1, OTHER);

		wrong.reads(0, id(ONE), "a", one);

		await().until(() -> wrong.failure() != null);
		assertThat(wrong.failure()).hasMessageContaining("set reparto.idempotency.secret as on the other instances");
		wrong.refuses(TWO, "a", ProblemKind.UNAVAILABLE, NEVER);
	}

	/** Its folder knows, though it reads nothing of it again. */
	@Test
	void doesNotStartAgainWithoutTheSecretThatWasInUse() throws InterruptedException {
		KeyedInstance first = start(0, 1);
		first.reads(0, id(ONE), "a");
		await().until(first.keys()::isCaughtUp);
		first.stop();

		KeyedInstance second = new KeyedInstance(this.folder.resolve("state"), 1, 1, NOW, OTHER);
		this.instances.add(second);

		await().until(() -> second.failure() != null);
	}

	@Test
	void forgetsASecretThatWasNotUsedForALife() throws InterruptedException {
		KeyedInstance first = start(0, 1);
		first.reads(0, id(ONE), "a");
		await().until(first.keys()::isCaughtUp);
		first.stop();

		KeyedInstance second = new KeyedInstance(this.folder.resolve("state"), 1, 1, NOW.plus(LIFE), OTHER);
		this.instances.add(second);

		await().until(second.keys()::isCaughtUp);
	}

	@Test
	void takesNoNewKeyOnceAnotherInstanceUsesASecretThatItDoesNotKnow() {
		KeyedInstance one = with(SECRET);
		KeyedInstance other = with(OTHER);
		one.takes(ONE, "a", 0);

		one.reads(1, id(TWO), "b", other);

		await().until(() -> !one.keys().isCaughtUp());
		one.refuses("three", "c", ProblemKind.UNAVAILABLE, NEVER);
		assertThat(one.repeats(ONE, "a")).as("what it knows").isEqualTo(id(ONE));
	}

	/** It knows what is right; who starts does not. */
	@Test
	void goesOnThoughItHasToReadAgainAfterAnotherInstancesUnknownSecret() {
		KeyedInstance one = with(SECRET);
		one.reads(0, id(ONE), "a", with(OTHER));
		await().until(() -> !one.keys().isCaughtUp());

		one.fails();
		one.reads(1, id(TWO), "b");

		await().until(() -> one.isAt(2) || one.failure() != null);
		assertThat(one.failure()).isNull();
		assertThat(one.keys().isCaughtUp()).isFalse();
	}

	@Test
	void refusesToKnowKeysForLongerThanRequestsAreKept() {
		IdempotencySettings settings = new IdempotencySettings(SECRET, List.of(), Duration.ofDays(61), null,
				this.folder);

		assertThatIllegalArgumentException()
			.isThrownBy(() -> new KeyedRequests(settings, new DefaultKafkaConsumerFactory<>(Map.of()),
					new AcknowledgedLog(new KafkaTemplate<>(new MockProducerFactory<>(MockProducer::new)), "texts",
							new SimpleMeterRegistry().timer("append")),
					List.of(), (_) -> Optional.empty(), Duration.ofDays(60), Instant::now))
			.withMessage("reparto.idempotency.life must be at most 1440h, for which requests are kept, not 1464h");
	}

	private KeyedInstance with(String... secrets) {
		KeyedInstance instance = with(0, 0, secrets);
		await().until(instance.keys()::isCaughtUp);
		return instance;
	}

	private KeyedInstance with(long young, long end, String... secrets) {
		KeyedInstance instance = new KeyedInstance(this.folder.resolve(String.valueOf(this.instances.size())), young,
				end, NOW, secrets);
		this.instances.add(instance);
		return instance;
	}

	private KeyedInstance caughtUp() {
		KeyedInstance instance = start(0, 0);
		await().until(instance.keys()::isCaughtUp);
		return instance;
	}

	private KeyedInstance start(long beginning, long end) {
		return start(this.folder.resolve("state"), beginning, end);
	}

	private KeyedInstance start(Path state, long beginning, long end) {
		KeyedInstance instance = new KeyedInstance(state, beginning, end);
		this.instances.add(instance);
		return instance;
	}

	private static double clashes(KeyedInstance instance) {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		instance.keys().bindTo(registry);
		return registry.get("reparto.keys.clashes").functionCounter().count();
	}

	private static double gauge(KeyedInstance instance, String name) {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		instance.keys().bindTo(registry);
		return registry.get(name).gauge().value();
	}

}
