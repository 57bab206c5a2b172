package cl.reparto.service.keys;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class FirstRequestsTests {

	private static final UUID ID = UUID.fromString("00000000-0000-8000-8000-000000000001");

	private static final Duration LONG = Duration.ofSeconds(30);

	private static final Duration LIFE = Duration.ofDays(60);

	@TempDir
	private Path folder;

	private KeyStore store;

	private FirstRequests requests;

	private Instant now = Instant.parse("2026-01-01T12:00:00Z");

	@BeforeEach
	void open() {
		this.store = KeyStore.open(this.folder.resolve("keys"), LIFE);
		this.requests = new FirstRequests(this.store, LIFE, () -> this.now);
	}

	@AfterEach
	void close() {
		this.store.close();
	}

	@Test
	void remembersTheFirstRequestOfAnId() {
		note("first", "second");
		note("third");

		assertThat(this.requests.firstOf(List.of(ID))).contains(request("first"));
	}

	@Test
	void forgetsARequestAfterItsLife() {
		note("first");
		this.now = this.now.plus(LIFE).minusMillis(1);
		note("repeated");
		assertThat(this.requests.firstOf(List.of(ID))).as("a moment before").contains(request("first"));

		this.now = this.now.plusMillis(1);

		assertThat(this.requests.firstOf(List.of(ID))).isEmpty();
		note("anew");
		assertThat(this.requests.firstOf(List.of(ID))).contains(request("anew"));
	}

	@Test
	void givesUpAtTheDeadline() {
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.requests.expect(ID).await(Duration.ofMillis(10)));
	}

	@Test
	void givesAllWhoWaitTheFirstRequest() {
		Waiter one = new Waiter();
		Waiter two = new Waiter();
		await().until(() -> one.isWaiting() && two.isWaiting());

		note("first", "second");

		assertThat(one.result.orTimeout(5, TimeUnit.SECONDS).join())
			.isEqualTo(two.result.orTimeout(5, TimeUnit.SECONDS).join())
			.isEqualTo(Optional.of(request("first")));
	}

	@Test
	void missesNoneThatIsReadAfterItIsExpected() throws Exception {
		FirstRequests.Expected expected = this.requests.expect(ID);
		assertThat(expected.isTold()).isFalse();

		note("first");

		assertThat(expected.isTold()).isTrue();
		assertThat(expected.await(Duration.ZERO)).contains(request("first"));
	}

	@Test
	void tellsWhoWaitsThatARequestIsVoid() {
		Waiter one = new Waiter();
		await().until(one::isWaiting);

		this.requests.note(List.of(), List.of(ID), Map.of(), Map.of(), Placements.Known.NOTHING);

		assertThat(one.result.orTimeout(5, TimeUnit.SECONDS).join()).isEmpty();
		assertThat(this.requests.firstOf(List.of(ID))).isEmpty();
	}

	@Test
	void expectsNothingMoreOnceThatIsClosed() {
		FirstRequests.Expected one = this.requests.expect(ID);
		FirstRequests.Expected two = this.requests.expect(ID);
		assertThat(two).isSameAs(one);
		one.close();
		assertThat(this.requests.expect(ID)).as("still").isSameAs(one);

		one.close();
		two.close();

		assertThat(this.requests.expect(ID)).isNotSameAs(one);
	}

	@Test
	void knowsWhatIsSettledBeforeAndAfterItIsNoted() throws Exception {
		FirstRequests.Expected expected = this.requests.expect(ID);

		assertThat(this.requests.settle(expected, request("first"))).isTrue();

		assertThat(expected.await(Duration.ZERO)).contains(request("first"));
		assertThat(this.requests.firstOf(List.of(ID))).contains(request("first"));
		note("first", "second");
		assertThat(this.requests.firstOf(List.of(ID))).contains(request("first"));
		this.now = this.now.plus(LIFE);
		assertThat(this.requests.firstOf(List.of(ID))).as("not for longer than it lives").isEmpty();
	}

	/** Its writer has looked before that, and was held up since. */
	@Test
	void settlesNothingThatSomebodyWasToldOf() throws Exception {
		FirstRequests.Expected late = this.requests.expect(ID);
		note("first");
		FirstRequests.Expected another = this.requests.expect(ID);

		assertThat(this.requests.settle(late, request("late"))).as("told").isTrue();

		assertThat(late.await(Duration.ZERO)).contains(request("first"));
		assertThat(another.isTold()).isFalse();
		assertThat(this.requests.firstOf(List.of(ID))).contains(request("first"));
	}

	/** It may be the first itself: who is told that another is void tries again. */
	@Test
	void settlesNothingOnceAnotherOfItsIdWasVoid() {
		FirstRequests.Expected expected = this.requests.expect(ID);
		this.requests.note(List.of(), List.of(ID), Map.of(), Map.of(), Placements.Known.NOTHING);

		assertThat(this.requests.settle(expected, request("second"))).isFalse();

		assertThat(this.requests.firstOf(List.of(ID))).isEmpty();
	}

	private void note(String... contents) {
		this.requests.note(Arrays.stream(contents)
			.map((content) -> new KeyStore.Entry(request(content), this.now.toEpochMilli()))
			.toList(), List.of(), Map.of(), Map.of(), Placements.Known.NOTHING);
	}

	private static KeyedRequest request(String content) {
		return KeyedRequest.of(ID, content);
	}

	private final class Waiter {

		private final CompletableFuture<Optional<KeyedRequest>> result = new CompletableFuture<>();

		private final FirstRequests.Expected expected = FirstRequestsTests.this.requests.expect(ID);

		private final Thread thread = Thread.ofPlatform().daemon().start(this::run);

		private void run() {
			try {
				this.result.complete(this.expected.await(LONG));
			}
			catch (Exception ex) {
				this.result.completeExceptionally(ex);
			}
		}

		private boolean isWaiting() {
			return this.thread.getState() == Thread.State.TIMED_WAITING;
		}

	}

}
