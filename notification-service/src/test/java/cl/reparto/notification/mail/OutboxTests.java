package cl.reparto.notification.mail;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static cl.reparto.notification.mail.Orders.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@link Lines} and {@link Pending} do together and between threads.
 */
@Timeout(30)
class OutboxTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private static final Duration LONG = Duration.ofMinutes(10);

	private final Outbox outbox = new Outbox(2, new Backoff(SOON, SOON));

	@BeforeEach
	void lease() {
		this.outbox.renew(System.nanoTime() + LONG.toNanos());
	}

	@Test
	void wakesALaneForATask() throws Exception {
		Letter letter = letter(0);
		CompletableFuture<Task> taken = new CompletableFuture<>();
		Thread lane = Thread.startVirtualThread(() -> taken.complete(take()));
		await().until(() -> lane.getState() == Thread.State.TIMED_WAITING);

		this.outbox.put(letter);

		assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(letter);
	}

	@Test
	void tellsALaneThatThereIsNothing() throws Exception {
		assertThat(this.outbox.take(SOON)).isNull();
	}

	@Test
	void givesNothingOutOnceItsLeaseIsOver() throws Exception {
		this.outbox.put(letter(0));

		this.outbox.renew(System.nanoTime());

		assertThat(this.outbox.take(SOON)).isNull();
	}

	@Test
	void wakesALaneWhenItsLeaseIsRenewed() throws Exception {
		Letter letter = letter(0);
		this.outbox.renew(System.nanoTime());
		this.outbox.put(letter);
		CompletableFuture<Task> taken = new CompletableFuture<>();
		Thread lane = Thread.startVirtualThread(() -> taken.complete(take()));
		await().until(() -> lane.getState() == Thread.State.TIMED_WAITING);

		lease();

		assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(letter);
	}

	@Test
	void holdsAnOffsetUntilItsTaskIsDone() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.put(letter(1));

		Task first = this.outbox.take(LONG);
		Task second = this.outbox.take(LONG);
		this.outbox.done(second);
		assertThat(this.outbox.lowest(0)).hasValue(0);
		this.outbox.done(first);

		assertThat(this.outbox.lowest(0)).isEmpty();
	}

	@Test
	void holdsAnOffsetWhileItsTaskWaits() throws Exception {
		this.outbox.put(letter(0));

		Task task = this.outbox.take(LONG);
		this.outbox.retry(task, task);

		assertThat(this.outbox.lowest(0)).hasValue(0);
		assertThat(this.outbox.take(LONG)).isSameAs(task);
	}

	@Test
	void wakesALaneThatFellAsleepBeforeATaskWasPutOff() throws Exception {
		this.outbox.put(letter(0));
		Task task = this.outbox.take(LONG);
		CompletableFuture<Task> taken = new CompletableFuture<>();
		Thread lane = Thread.startVirtualThread(() -> taken.complete(take()));
		await().until(() -> lane.getState() == Thread.State.TIMED_WAITING);

		this.outbox.retry(task, task);

		assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(task);
	}

	@Test
	void isFullWithItsBacklog() throws Exception {
		this.outbox.put(letter(0));
		assertThat(this.outbox.isFull()).isFalse();
		this.outbox.put(letter(1));
		assertThat(this.outbox.isFull()).isTrue();

		this.outbox.done(this.outbox.take(LONG));

		assertThat(this.outbox.isFull()).isFalse();
	}

	@Test
	void waitsForWhatLanesHaveOfAWithdrawnPartition() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.put(letter(1));
		Task taken = this.outbox.take(LONG);
		CompletableFuture<Boolean> withdrawn = new CompletableFuture<>();
		Thread thread = Thread.startVirtualThread(() -> withdrawn.complete(withdraw(LONG)));
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

		this.outbox.done(taken);

		assertThat(withdrawn.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.outbox.lowest(0)).hasValue(1);
		assertThat(this.outbox.take(SOON)).isNull();
	}

	@Test
	void doesNotWaitLongerThanItMayForALane() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.take(LONG);

		assertThat(withdraw(SOON)).isFalse();
	}

	@Test
	void forgetsAllOfAPartition() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.put(letter(1));
		Task taken = this.outbox.take(LONG);

		this.outbox.forget(Set.of(0));
		this.outbox.done(taken);

		assertThat(this.outbox.size()).isZero();
		assertThat(this.outbox.lowest(0)).isEmpty();
		assertThat(this.outbox.take(SOON)).isNull();
	}

	private @Nullable Task take() {
		try {
			return this.outbox.take(LONG);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private boolean withdraw(Duration limit) {
		try {
			return this.outbox.withdraw(Set.of(0), limit);
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Letter letter(long offset) {
		return new Letter(new Place(0, offset), anOrder().at(Status.RECIBIDO));
	}

}
