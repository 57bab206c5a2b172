package cl.reparto.notification.status;

import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.status.absence.AbsenceQuestions;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

class StatusViewTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final KeyValueStore<UUID, StoredStatus> store = StandInView.emptyStore();

	private final Waiters waiters = new Waiters();

	private final AbsenceQuestions questions = new AbsenceQuestions();

	private volatile boolean current = true;

	private final StatusView view = viewOf(() -> this.store);

	private final OrderBuilder order = anOrder();

	private final OrderProgress received = this.order.at(Status.RECIBIDO);

	@Test
	void answersAtOnceWhatIsKnown() throws InterruptedException {
		publish(this.received);

		assertThat(this.view.await(this.received.id(), 0, Status.RECIBIDO, LONG))
			.contains(StatusesForTests.stored(this.received));
	}

	@Test
	void waitsForAnOrderThatIsNotKnownYet() {
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.RECIBIDO, LONG);

		publish(this.received);

		assertAnswered(answer, this.received);
	}

	@Test
	void missesNoChangeBetweenReadingAndRegistering() {
		AtomicBoolean read = new AtomicBoolean();
		StatusView overtaken = viewOf(() -> {
			if (read.compareAndSet(false, true)) {
				publish(this.received);
				return StandInView.emptyStore();
			}
			return this.store;
		});

		CompletableFuture<Optional<StoredStatus>> answer = ask(overtaken, 0, Status.RECIBIDO, LONG);

		assertAnswered(answer, this.received);
	}

	@Test
	void answersAtOnceWhereNothingMoreCanCome() throws InterruptedException {
		OrderProgress cancelled = this.received.cancelled(Actor.CUSTOMER, OrderBuilder.TIME, "me equivoqué");
		publish(cancelled);

		assertThat(this.view.await(this.received.id(), 2, Status.FINALIZADO, LONG))
			.contains(StatusesForTests.stored(cancelled));
	}

	/** A version tells nothing of a status. */
	@Test
	void waitsForAStatusHoweverManyStepsThereAre() {
		OrderProgress delayed = this.received.delayed(Actor.SHOP, OrderBuilder.TIME, Duration.ofMinutes(1));
		OrderProgress preparing = delayed.next(OrderBuilder.TIME, OrderBuilder.TIME);
		publish(delayed);
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.PREPARANDO, LONG);

		publish(preparing);

		assertAnswered(answer, preparing);
	}

	@Test
	void waitsForWhatIsNewer() {
		publish(this.received);
		CompletableFuture<Optional<StoredStatus>> answer = asked(
				() -> this.view.awaitNewer(this.received.id(), 1, LONG));
		await().until(() -> this.waiters.count() == 1);

		publish(this.order.at(Status.PREPARANDO));

		assertAnswered(answer, this.order.at(Status.PREPARANDO));
	}

	@Test
	void waitsForAVersion() {
		OrderProgress delayed = this.received.delayed(Actor.SHOP, OrderBuilder.TIME, Duration.ofMinutes(1));
		publish(this.received);
		CompletableFuture<Optional<StoredStatus>> answer = asked(
				() -> this.view.awaitVersion(this.received.id(), 2, LONG));
		await().until(() -> this.waiters.count() == 1);

		publish(delayed);

		assertAnswered(answer, delayed);
	}

	@Test
	void givesNoOlderVersionForOneThatDoesNotComeInTime() throws InterruptedException {
		publish(this.received);

		assertThat(this.view.awaitVersion(this.received.id(), 2, Duration.ofMillis(1))).isEmpty();
		assertThat(this.view.awaitVersion(this.received.id(), 1, Duration.ofMillis(1))).isPresent();
		this.current = false;
		assertThat(this.view.awaitVersion(this.received.id(), 1, Duration.ofMillis(1))).isEmpty();
	}

	@Test
	void waitsForALaterStatus() {
		publish(this.received);
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.ENTREGANDO, LONG);

		publish(this.order.at(Status.PREPARANDO));
		assertThat(answer).isNotDone();
		publish(this.order.at(Status.ENTREGANDO));

		assertAnswered(answer, this.order.at(Status.ENTREGANDO));
	}

	@Test
	void answersWhatIsThereWhenTheTimeIsOver() throws InterruptedException {
		publish(this.received);

		assertThat(this.view.await(this.received.id(), 0, Status.FINALIZADO, Duration.ofMillis(1)))
			.contains(StatusesForTests.stored(this.received));
	}

	@Test
	void waitsForWhatWasSeenElsewhere() {
		publish(this.received);
		CompletableFuture<Optional<StoredStatus>> answer = ask(2, Status.RECIBIDO, Duration.ZERO);

		publish(this.order.at(Status.PREPARANDO));

		assertAnswered(answer, this.order.at(Status.PREPARANDO));
	}

	@Test
	void tellsNothingOlderThanWasSeen() {
		publish(this.received);
		StatusView hasty = new StatusView(() -> this.store, this.waiters, this.questions, () -> true,
				Duration.ofMillis(1));

		for (Status wanted : Status.STEPS) {
			assertThatExceptionOfType(ViewNotReadyException.class)
				.isThrownBy(() -> hasty.await(this.received.id(), 2, wanted, Duration.ofMillis(1)));
		}
	}

	@Test
	void tellsNothingOlderThanWasSeenWhenTheServiceStops() {
		publish(this.received);
		CompletableFuture<Optional<StoredStatus>> answer = ask(2, Status.RECIBIDO, LONG);

		this.waiters.release();

		assertThat(answer).failsWithin(10, TimeUnit.SECONDS)
			.withThrowableThat()
			.withRootCauseInstanceOf(ViewNotReadyException.class);
	}

	@Test
	void tellsOnlyWhatStaysWhileItIsNotCurrent() throws InterruptedException {
		this.current = false;
		publish(this.received);

		assertThatExceptionOfType(ViewNotReadyException.class)
			.isThrownBy(() -> this.view.await(this.received.id(), 0, Status.RECIBIDO, Duration.ZERO));
		publish(this.order.at(Status.FINALIZADO));
		assertThat(this.view.await(this.received.id(), 0, Status.RECIBIDO, Duration.ZERO)).isPresent();
	}

	@Test
	void saysThatThereIsNoOrderOnceThatIsCertain() throws InterruptedException {
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.RECIBIDO, LONG);

		confirm();

		assertDenied(answer);
	}

	@Test
	void looksOnceMoreWhenItIsCertain() throws InterruptedException {
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.RECIBIDO, LONG);

		this.store.put(this.received.id(), StatusesForTests.stored(this.received));
		confirm();

		assertAnswered(answer, this.received);
	}

	@Test
	void doesNotSayThatThereIsNoOrderWhileThatIsUncertain() {
		StatusView hasty = new StatusView(() -> this.store, this.waiters, this.questions, () -> true,
				Duration.ofMillis(1));

		assertThatExceptionOfType(ViewNotReadyException.class)
			.isThrownBy(() -> hasty.await(this.received.id(), 0, Status.RECIBIDO, Duration.ZERO));
	}

	@Test
	void takesItsTimeToBeCertainEvenIfTheStatusIsNotWaitedFor() throws InterruptedException {
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.FINALIZADO, Duration.ZERO);

		confirm();

		assertDenied(answer);
	}

	@Test
	void doubtsNoOrderThatIsKnown() throws InterruptedException {
		publish(this.received);
		ask(Status.FINALIZADO, LONG);

		AbsenceQuestions.Question onlyOne = this.questions.ask(() -> {
		});

		assertThat(this.questions.await()).containsExactly(onlyOne);
		this.waiters.release();
	}

	@Test
	void leavesNoQuestionBehind() throws InterruptedException {
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.RECIBIDO, LONG);
		publish(this.received);
		assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS);

		AbsenceQuestions.Question onlyOne = this.questions.ask(() -> {
		});

		assertThat(this.questions.await()).containsExactly(onlyOne);
	}

	@Test
	void doesNotSayThatThereIsNoOrderWhenTheServiceStops() {
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.RECIBIDO, LONG);

		this.waiters.release();

		assertThat(answer).failsWithin(10, TimeUnit.SECONDS)
			.withThrowableThat()
			.withRootCauseInstanceOf(ViewNotReadyException.class);
	}

	@Test
	void letsEveryoneGoWhenTheServiceStops() {
		publish(this.received);
		CompletableFuture<Optional<StoredStatus>> answer = ask(Status.FINALIZADO, LONG);

		this.waiters.release();

		assertAnswered(answer, this.received);
	}

	@Test
	void remembersNoOneWhoHasGone() throws InterruptedException {
		publish(this.received);
		this.view.await(this.received.id(), 0, Status.FINALIZADO, Duration.ofMillis(1));

		assertThat(this.waiters.count()).isZero();
	}

	@Test
	void cannotTellWhileTheStoreIsClosed() {
		StatusView closed = viewOf(() -> {
			throw new InvalidStateStoreException("closed");
		});

		assertThatExceptionOfType(ViewNotReadyException.class)
			.isThrownBy(() -> closed.await(this.received.id(), 0, Status.RECIBIDO, Duration.ZERO));
	}

	/** Its writer is not to wait behind a crowd. */
	@Test
	void letsOneAtATimeToTheStore() {
		AtomicInteger there = new AtomicInteger();
		AtomicInteger most = new AtomicInteger();
		StatusView crowded = viewOf(() -> {
			most.accumulateAndGet(there.incrementAndGet(), Math::max);
			LockSupport.parkNanos(1_000_000);
			there.decrementAndGet();
			return this.store;
		});

		try (ExecutorService customers = Executors.newVirtualThreadPerTaskExecutor()) {
			for (int i = 0; i < 50; i++) {
				customers.submit(() -> crowded.has(this.received.id(), 0, Status.RECIBIDO));
			}
		}

		assertThat(most).hasValue(1);
	}

	/** Asks in another thread, and returns once that one waits. */
	private CompletableFuture<Optional<StoredStatus>> ask(Status status, Duration most) {
		return ask(0, status, most);
	}

	private CompletableFuture<Optional<StoredStatus>> ask(int seen, Status status, Duration most) {
		CompletableFuture<Optional<StoredStatus>> answer = ask(this.view, seen, status, most);
		await().until(() -> this.waiters.count() == 1);
		return answer;
	}

	private CompletableFuture<Optional<StoredStatus>> ask(StatusView view, int seen, Status status, Duration most) {
		return asked(() -> view.await(this.received.id(), seen, status, most));
	}

	private static <T> CompletableFuture<T> asked(Callable<T> question) {
		return CompletableFuture.supplyAsync(() -> {
			try {
				return question.call();
			}
			catch (RuntimeException ex) {
				throw ex;
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		});
	}

	private static void assertAnswered(CompletableFuture<Optional<StoredStatus>> answer, OrderProgress order) {
		assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Optional.of(StatusesForTests.stored(order)));
	}

	private static void assertDenied(CompletableFuture<Optional<StoredStatus>> answer) {
		assertThat(answer).succeedsWithin(10, TimeUnit.SECONDS).isEqualTo(Optional.empty());
	}

	private void confirm() throws InterruptedException {
		this.questions.await().forEach(AbsenceQuestions.Question::answer);
	}

	private StatusView viewOf(Supplier<ReadOnlyKeyValueStore<UUID, StoredStatus>> store) {
		return new StatusView(store, this.waiters, this.questions, () -> this.current, LONG);
	}

	private void publish(OrderProgress order) {
		this.store.put(order.id(), StatusesForTests.stored(order));
		this.waiters.changed(order.id());
	}

}
