package cl.reparto.service.keys;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.LongStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.util.FileSystemUtils;

import cl.reparto.service.web.ProblemKind;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Keys, as an instance knows them from its topic and through its restarts.
 */
class KeyedRequestsTests {

	private static final UUID ONE = UUID.fromString("00000000-0000-8000-8000-000000000001");

	private static final UUID TWO = UUID.fromString("00000000-0000-8000-8000-000000000002");

	private static final UUID RANDOM = UUID.fromString("00000000-0000-4000-8000-000000000004");

	private static final Runnable NEVER = () -> {
		throw new AssertionError("is not to be appended");
	};

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
		instance.reads(0, ONE, "a");
		await().until(() -> instance.knows(ONE, "a"));

		assertThat(instance.keys().isCaughtUp()).isFalse();
		assertThat(gauge(instance, "reparto.keys.caught.up")).isZero();

		instance.reads(1, RANDOM, "b");
		instance.reads(2, TWO, "c");
		await().until(instance.keys()::isCaughtUp);
		assertThat(instance.knows(TWO, "c")).isTrue();
		assertThat(gauge(instance, "reparto.keys.held")).as("without a key are no keys").isEqualTo(2);
	}

	@Test
	void takesNoKeyThatItDoesNotKnowBeforeItIsCaughtUp() {
		KeyedInstance instance = start(0, 2);
		instance.reads(0, TWO, "a");
		await().until(() -> instance.knows(TWO, "a"));

		instance.refuses(ONE, "a", ProblemKind.UNAVAILABLE, NEVER);

		instance.reads(1, RANDOM, "a");
		await().until(instance.keys()::isCaughtUp);
		assertThat(instance.takes(ONE, "a", 2)).isTrue();
	}

	@Test
	void readsAllThatIsThereBeforeItRests() {
		KeyedInstance instance = caughtUp();
		instance.consumer().setMaxPollRecords(1);

		LongStream.range(0, 1000).forEach((offset) -> instance.reads(offset, RANDOM, "a"));
		instance.reads(1000, ONE, "a");

		await().atMost(Duration.ofSeconds(10)).until(() -> instance.knows(ONE, "a"));
	}

	@Test
	void takesARequestOnceItIsReadBackAndThenRepeatsIt() {
		KeyedInstance instance = caughtUp();

		assertThat(instance.takes(ONE, "a", 0)).isTrue();
		assertThat(instance.knows(ONE, "a")).as("repeated").isTrue();
		instance.refuses(ONE, "b", ProblemKind.IDEMPOTENCY_KEY_REUSED, NEVER);
	}

	@Test
	void givesWayToAnotherInstanceThatWasFirst() {
		KeyedInstance instance = caughtUp();

		instance.refuses(ONE, "late", ProblemKind.IDEMPOTENCY_KEY_REUSED, () -> {
			instance.reads(0, ONE, "early");
			instance.reads(1, ONE, "late");
		});
	}

	@Test
	void isNotSureOfARequestThatItDoesNotReadBack() {
		KeyedInstance instance = caughtUp();

		instance.refuses(ONE, "a", ProblemKind.UNAVAILABLE, () -> {
		});
	}

	/** As kill -9 leaves it: nothing was closed. */
	@Test
	void goesOnFromWhereItWasAfterAnUncleanEnd() throws IOException {
		KeyedInstance first = start(0, 2);
		first.reads(0, ONE, "a");
		first.reads(1, RANDOM, "b");
		await().until(first.keys()::isCaughtUp);
		Path left = this.folder.resolve("left");
		FileSystemUtils.copyRecursively(this.folder.resolve("state"), left);

		KeyedInstance second = start(left, 0, 3);
		await().until(() -> second.isAt(2));
		assertThat(second.keys().isCaughtUp()).isFalse();
		second.reads(2, TWO, "c");

		await().until(second.keys()::isCaughtUp);
		assertThat(second.knows(ONE, "a")).isTrue();
		assertThat(second.knows(TWO, "c")).isTrue();
	}

	@Test
	void goesOnFromTheBeginningWhereTheTopicHasForgottenMore() throws InterruptedException {
		KeyedInstance first = start(0, 1);
		first.reads(0, ONE, "a");
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
		first.reads(0, ONE, "a");
		first.reads(1, TWO, "b");
		await().until(first.keys()::isCaughtUp);
		first.stop();

		KeyedInstance second = start(0, 1);
		second.reads(0, TWO, "new");

		await().until(second.keys()::isCaughtUp);
		assertThat(second.knows(TWO, "new")).isTrue();
		assertThat(second.takes(ONE, "other", 1)).isTrue();
	}

	@Test
	void startsFromNothingWithoutItsFolder() throws InterruptedException, IOException {
		KeyedInstance first = start(0, 1);
		first.reads(0, ONE, "a");
		await().until(first.keys()::isCaughtUp);
		first.stop();
		FileSystemUtils.deleteRecursively(this.folder.resolve("state"));

		KeyedInstance second = start(0, 1);
		second.reads(0, ONE, "a");

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

	private static double gauge(KeyedInstance instance, String name) {
		SimpleMeterRegistry registry = new SimpleMeterRegistry();
		instance.keys().bindTo(registry);
		return registry.get(name).gauge().value();
	}

}
