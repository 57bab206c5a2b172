package cl.reparto.notification.status.absence;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import cl.reparto.notification.status.absence.AbsenceQuestions.Question;
import cl.reparto.service.process.Worker;
import cl.reparto.service.streams.view.ViewPosition;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static cl.reparto.notification.status.absence.FixedTopicOffsets.requests;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(60)
@ExtendWith(OutputCaptureExtension.class)
@Isolated("services that start set the level of logs")
class AbsenceCheckerTests {

	/** Where requests end, how far they are processed, where progress ends. */
	private static final int REQUESTS_OF_A_PROOF = 3;

	private final FixedTopicOffsets offsets = new FixedTopicOffsets();

	private final AtomicInteger opened = new AtomicInteger();

	private final AbsenceQuestions questions = new AbsenceQuestions();

	private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

	private final Worker checker = new Worker("absence-checker", new AbsenceChecker(this.questions, () -> {
		this.opened.incrementAndGet();
		return this.offsets;
	}, new ViewPosition(), this.registry)::run, (event) -> {
	});

	@AfterEach
	void stop() {
		this.checker.stop();
	}

	@Test
	void answersAQuestionAndTellsWhoeverAsked() {
		this.checker.start();
		Semaphore told = new Semaphore(0);

		Question question = this.questions.ask(told::release);

		await().until(told::tryAcquire);
		assertThat(question.isAnswered()).isTrue();
		await().until(() -> this.registry.get("reparto.status.proof").timer().count() == 1);
	}

	@Test
	void answersAllQuestionsWithOneProof() {
		List<Question> all = IntStream.range(0, 1000).mapToObj((i) -> ask()).toList();

		this.checker.start();

		await().until(() -> all.stream().allMatch(Question::isAnswered));
		assertThat(this.offsets.requests).hasValue(REQUESTS_OF_A_PROOF);
	}

	@Test
	void answersAQuestionOnlyWithAProofThatBeganAfterIt() {
		Semaphore answers = new Semaphore(0);
		this.offsets.beforeAnswer = answers::acquireUninterruptibly;
		this.checker.start();
		Question before = ask();
		await().until(() -> this.offsets.requests.get() == 1);
		Question during = ask();

		answers.release(REQUESTS_OF_A_PROOF);

		await().until(before::isAnswered);
		await().until(() -> this.offsets.requests.get() == REQUESTS_OF_A_PROOF + 1);
		assertThat(during.isAnswered()).isFalse();
		answers.release(REQUESTS_OF_A_PROOF);
		await().until(during::isAnswered);
	}

	@Test
	void asksKafkaNothingWhenNobodyAsks() {
		this.checker.start();

		Question question = ask();

		await().until(question::isAnswered);
		await().during(Duration.ofMillis(200))
			.until(() -> this.offsets.requests.get() == REQUESTS_OF_A_PROOF && this.opened.get() == 1);
	}

	@Test
	void goesOnWithAProofUntilItIsGiven() {
		this.offsets.ends.put(requests(0), 1L);
		this.checker.start();
		Question question = ask();
		await().until(() -> this.offsets.requests.get() > 5);
		assertThat(question.isAnswered()).isFalse();

		this.offsets.processed.put(requests(0), 1L);

		await().until(question::isAnswered);
	}

	@Test
	void givesUpAProofThatNobodyWaitsFor() {
		this.offsets.ends.put(requests(0), 1L);
		this.checker.start();
		Question hopeless = ask();
		await().until(() -> this.offsets.requests.get() > 1);

		hopeless.close();
		this.offsets.ends.put(requests(0), 0L);

		await().until(ask()::isAnswered);
		assertThat(hopeless.isAnswered()).isFalse();
	}

	@Test
	void beginsAgainWithANewClientAfterTrouble() {
		this.offsets.beforeAnswer = () -> {
			throw new TimeoutException("no leader");
		};
		this.checker.start();
		Question question = ask();
		await().until(() -> this.opened.get() == 2);

		this.offsets.beforeAnswer = () -> {
		};

		await().until(question::isAnswered);
	}

	@Test
	void takesNoBacklogForTrouble(CapturedOutput output) {
		this.offsets.ends.put(requests(0), 1L);
		Runnable trouble = () -> {
			throw new TimeoutException("no leader");
		};
		this.offsets.beforeAnswer = trouble;
		this.checker.start();
		Question question = ask();
		await().until(() -> output.getOut().contains("no leader"));

		this.offsets.beforeAnswer = () -> {
		};
		int asked = this.offsets.requests.get();
		await().until(() -> this.offsets.requests.get() > asked + 5);
		assertThat(question.isAnswered()).isFalse();
		this.offsets.beforeAnswer = trouble;

		await("the next trouble is news").until(() -> output.getOut().split("no leader").length == 3);
	}

	private Question ask() {
		return this.questions.ask(() -> {
		});
	}

}
