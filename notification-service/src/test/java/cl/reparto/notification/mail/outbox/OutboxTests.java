package cl.reparto.notification.mail.outbox;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * What {@link OrderQueues} and {@link UnfinishedOffsets} do together and between threads.
 */
@Timeout(60)
class OutboxTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private static final Duration LONG = Duration.ofMinutes(10);

	private final UnfinishedOffsets unfinished = new UnfinishedOffsets(100);

	private final Outbox outbox = new Outbox(this.unfinished, new Backoff(SOON, SOON), 8);

	@BeforeEach
	void lease() {
		this.outbox.renew(new MailLease(System.nanoTime()));
	}

	@Test
	void wakesAWorkerForALetter() throws Exception {
		Letter letter = letter(0);
		CompletableFuture<Letter> taken = takeAsleep();

		this.outbox.put(letter);

		assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(letter);
	}

	@Test
	void tellsAWorkerThatThereIsNothing() throws Exception {
		assertThat(this.outbox.take(SOON)).isNull();
	}

	@Test
	void givesNothingOutOnceTheLeaseHasEnded() throws Exception {
		this.outbox.put(letter(0));

		this.outbox.renew(MailLease.ended());

		assertThat(this.outbox.take(SOON)).isNull();
	}

	@Test
	void tellsThatALetterIsOursUntilTheLeaseEndsOrItIsForgotten() throws Exception {
		this.outbox.put(letter(0));
		Letter letter = this.outbox.take(LONG);
		assertThat(this.outbox.isStillOurs(letter)).isTrue();

		this.outbox.renew(MailLease.ended());
		assertThat(this.outbox.isStillOurs(letter)).isFalse();
		lease();
		this.outbox.forget(Set.of(0));

		assertThat(this.outbox.isStillOurs(letter)).isFalse();
	}

	@Test
	void wakesAWorkerWhenTheLeaseIsRenewed() throws Exception {
		Letter letter = letter(0);
		this.outbox.renew(MailLease.ended());
		this.outbox.put(letter);
		CompletableFuture<Letter> taken = takeAsleep();

		lease();

		assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(letter);
	}

	@Test
	void holdsAnOffsetUntilItsLetterIsDone() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.put(letter(1));

		Letter first = this.outbox.take(LONG);
		Letter second = this.outbox.take(LONG);
		this.outbox.done(second);
		assertThat(this.unfinished.lowest(0)).hasValue(0);
		this.outbox.done(first);

		assertThat(this.unfinished.lowest(0)).isEmpty();
	}

	@Test
	void holdsAnOffsetWhileItsLetterIsPutBack() throws Exception {
		this.outbox.put(letter(0));

		Letter letter = this.outbox.take(LONG);
		this.outbox.putBack(letter);

		assertThat(this.unfinished.lowest(0)).hasValue(0);
		assertThat(this.outbox.take(LONG)).isSameAs(letter);
	}

	@Test
	void wakesAWorkerThatFellAsleepBeforeALetterWasPutBack() throws Exception {
		this.outbox.put(letter(0));
		Letter letter = this.outbox.take(LONG);
		CompletableFuture<Letter> taken = takeAsleep();

		this.outbox.putBack(letter);

		assertThat(taken.get(10, TimeUnit.SECONDS)).isSameAs(letter);
	}

	@Test
	void triesOneLetterAtATimeWhileTheServerTakesNone() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.put(letter(1));
		this.outbox.putBack(this.outbox.take(LONG));

		Letter tried = this.outbox.take(LONG);
		assertThat(this.outbox.take(SOON)).isNull();
		this.outbox.serverWorks();

		assertThat(this.outbox.take(LONG)).isNotSameAs(tried);
	}

	/** Its worker could neither mail nor note it. */
	@Test
	void triesAgainThoughNothingCameOfTheLetterThatWasTried() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.putBack(this.outbox.take(LONG));
		Letter tried = this.outbox.take(LONG);

		this.outbox.leave(tried);

		assertThat(this.outbox.take(LONG)).isSameAs(tried);
		assertThat(this.unfinished.lowest(0)).hasValue(0);
	}

	@Test
	void crowdsOutWhatIsForASlowDomainOnlyWhileTheServerTakesMails() throws Exception {
		Outbox small = new Outbox(new UnfinishedOffsets(16), new Backoff(SOON, SOON), 4);
		small.renew(new MailLease(System.nanoTime()));
		List<Letter> slow = IntStream.range(0, 4)
			.mapToObj((offset) -> new Letter(new RecordPosition(0, offset),
					anOrder().mailedTo("ana@slow.example").at(Status.RECIBIDO)))
			.toList();
		slow.subList(0, 3).forEach(small::put);
		small.put(letter(4));
		Letter tried = small.take(LONG);
		small.putBack(small.take(LONG));
		small.done(small.take(LONG));

		assertThat(small.take(SOON.multipliedBy(5))).isNull();
		small.serverWorks();
		small.put(slow.get(3));

		assertThat(small.take(LONG)).isSameAs(slow.get(3)).matches(small::isCrowdedOut);
		assertThat(small.isCrowdedOut(tried)).isFalse();
	}

	@Test
	void takesNoLetterThatHasWaitedWhileItsOrderHasOne() throws Exception {
		MailsWaiting waiting = new MailsWaiting(anOrder().at(Status.PREPARANDO), 1, 0, 1, Instant.EPOCH, Instant.EPOCH);
		Letter first = Letter.of(waiting);
		this.outbox.offer(first, () -> true);
		this.outbox.offer(Letter.of(waiting), () -> true);

		assertThat(this.outbox.take(LONG)).isSameAs(first);
		this.outbox.done(first);

		this.outbox.offer(Letter.of(waiting), () -> false);
		assertThat(this.outbox.take(SOON)).isNull();
		assertThat(first.order().status()).isEqualTo(Status.RECIBIDO);
		assertThat(this.unfinished.size()).isZero();
	}

	@Test
	void waitsForWhatWorkersHaveOfAWithdrawnPartition() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.put(letter(1));
		Letter taken = this.outbox.take(LONG);
		CompletableFuture<Boolean> withdrawn = new CompletableFuture<>();
		Thread thread = Thread.startVirtualThread(() -> withdrawn.complete(withdraw(LONG)));
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);

		this.outbox.done(taken);

		assertThat(withdrawn.get(10, TimeUnit.SECONDS)).isTrue();
		assertThat(this.unfinished.lowest(0)).hasValue(1);
		assertThat(this.outbox.take(SOON)).isNull();
	}

	@Test
	void doesNotWaitLongerThanItMayForAWorker() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.take(LONG);

		assertThat(withdraw(SOON)).isFalse();
	}

	@Test
	void forgetsAllOfAPartition() throws Exception {
		this.outbox.put(letter(0));
		this.outbox.put(letter(1));
		Letter taken = this.outbox.take(LONG);

		this.outbox.forget(Set.of(0));
		this.outbox.done(taken);

		assertThat(this.unfinished.size()).isZero();
		assertThat(this.unfinished.lowest(0)).isEmpty();
		assertThat(this.outbox.take(SOON)).isNull();
	}

	/** What a worker takes that has fallen asleep by now. */
	private CompletableFuture<Letter> takeAsleep() {
		CompletableFuture<Letter> taken = new CompletableFuture<>();
		Thread worker = Thread.startVirtualThread(() -> taken.complete(take()));
		await().until(() -> worker.getState() == Thread.State.TIMED_WAITING);
		return taken;
	}

	private @Nullable Letter take() {
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
		return new Letter(new RecordPosition(0, offset), anOrder().at(Status.RECIBIDO));
	}

}
