package cl.reparto.notification.status.absence;

import java.time.Duration;
import java.util.Set;
import java.util.function.Supplier;

import cl.reparto.notification.status.absence.AbsenceQuestions.Question;
import cl.reparto.service.process.TroubleLog;
import cl.reparto.service.streams.view.TopicOffsets;
import cl.reparto.service.streams.view.ViewPosition;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers questions, as many as there are with one proof at a time, so that whoever asks
 * for orders at random costs the brokers no more than a customer does. Trouble with Kafka
 * only makes it begin again, with a new client that remembers no leader.
 */
final class AbsenceChecker {

	private static final Logger log = LoggerFactory.getLogger(AbsenceChecker.class);

	private static final Duration RETRY = Duration.ofMillis(200);

	/** About what processing-service and the view take for an order. */
	private static final Duration PAUSE = Duration.ofMillis(20);

	private final AbsenceQuestions questions;

	private final Supplier<TopicOffsets> opener;

	private final ViewPosition view;

	private final Timer proofs;

	private final TroubleLog trouble = new TroubleLog(log,
			"Cannot tell unknown orders from new ones until Kafka answers");

	/**
	 * Asks Kafka nothing yet.
	 * @param questions what is to be answered
	 * @param opener opens a client
	 * @param view how far the view has read
	 * @param registry times the proofs
	 */
	AbsenceChecker(AbsenceQuestions questions, Supplier<TopicOffsets> opener, ViewPosition view,
			MeterRegistry registry) {
		this.questions = questions;
		this.opener = opener;
		this.view = view;
		this.proofs = Timer.builder("reparto.status.proof")
			.description("Time to prove that every order accepted until then can be read here")
			.register(registry);
	}

	/**
	 * Answers until interrupted.
	 * @throws InterruptedException when interrupted
	 */
	void run() throws InterruptedException {
		while (true) {
			this.questions.await();
			try (TopicOffsets offsets = this.opener.get()) {
				answer(offsets);
			}
			catch (KafkaException ex) {
				this.trouble.report(ex.toString());
				Thread.sleep(RETRY);
			}
		}
	}

	private void answer(TopicOffsets offsets) throws InterruptedException {
		while (true) {
			Set<Question> asked = this.questions.await();
			long start = System.nanoTime();
			if (prove(offsets, asked)) {
				asked.forEach(Question::answer);
				this.proofs.record(Duration.ofNanos(System.nanoTime() - start));
			}
			Thread.sleep(PAUSE);
		}
	}

	/** Gives up when nobody who may use the proof is left. */
	private boolean prove(TopicOffsets offsets, Set<Question> asked) throws InterruptedException {
		CaughtUpProof proof = CaughtUpProof.begin(offsets, this.view);
		while (asked.stream().anyMatch(Question::isOpen)) {
			boolean given = proof.isGiven();
			// Kafka answers, whether there is more to read or not.
			this.trouble.over();
			if (given) {
				return true;
			}
			Thread.sleep(PAUSE);
		}
		return false;
	}

}
