package cl.reparto.request.keys;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import cl.reparto.model.OrderRequested;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class KeyedOrdersTests {

	private static final UUID ID = UUID.fromString("00000000-0000-8000-8000-000000000001");

	private static final Duration LONG = Duration.ofSeconds(30);

	private final KeyedOrders orders = new KeyedOrders();

	@Test
	void knowsNothingThatWasNotRead() {
		assertThat(this.orders.first(ID)).isEmpty();
	}

	@Test
	void remembersTheFirstRequestOfAnId() {
		OrderRequested first = order(ID, "first");

		this.orders.note(first);
		this.orders.note(order(ID, "second"));

		assertThat(this.orders.first(ID)).contains(Fingerprint.of(first));
	}

	@Test
	void givesAtOnceWhatIsKnown() throws Exception {
		OrderRequested first = order(ID, "first");
		this.orders.note(first);

		assertThat(this.orders.awaitFirst(ID, Duration.ZERO)).isEqualTo(Fingerprint.of(first));
	}

	@Test
	void givesUpAtTheDeadline() {
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> this.orders.awaitFirst(ID, Duration.ofMillis(10)));
	}

	@Test
	void givesAllWhoWaitTheFirstRequest() {
		OrderRequested first = order(ID, "first");
		Waiter one = new Waiter();
		Waiter two = new Waiter();
		await().until(() -> one.isWaiting() && two.isWaiting());

		this.orders.note(first);
		this.orders.note(order(ID, "second"));

		assertThat(one.result.orTimeout(5, TimeUnit.SECONDS).join())
			.isEqualTo(two.result.orTimeout(5, TimeUnit.SECONDS).join())
			.isEqualTo(Fingerprint.of(first));
	}

	@Test
	void tellsWhetherAnybodyWaits() throws Exception {
		assertThat(this.orders.awaitDemand(Duration.ofMillis(10))).isFalse();
		Waiter one = new Waiter();

		assertThat(this.orders.awaitDemand(LONG)).isTrue();
		assertThat(this.orders.awaitDemand(Duration.ZERO)).as("still").isTrue();

		this.orders.note(order(ID, "first"));
		one.result.orTimeout(5, TimeUnit.SECONDS).join();
		assertThat(this.orders.awaitDemand(Duration.ZERO)).isFalse();
	}

	private static OrderRequested order(UUID id, String name) {
		return new OrderRequested(id, name, BigDecimal.ONE, "ana@example.cl", Instant.now());
	}

	private final class Waiter {

		private final CompletableFuture<Fingerprint> result = new CompletableFuture<>();

		private final Thread thread = Thread.ofPlatform().daemon().start(this::run);

		private void run() {
			try {
				this.result.complete(KeyedOrdersTests.this.orders.awaitFirst(ID, LONG));
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
