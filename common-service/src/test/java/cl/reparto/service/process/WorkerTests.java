package cl.reparto.service.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("nobody else is to say anything")
class WorkerTests {

	private final List<Object> events = new CopyOnWriteArrayList<>();

	@Test
	void breaksTheServiceWhenItsWorkFails() {
		Worker worker = new Worker("work", () -> {
			throw new IllegalStateException("broken");
		}, this.events::add);

		worker.start();

		await().untilAsserted(() -> assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(AvailabilityChangeEvent.class,
					(event) -> assertThat(event.getState()).isEqualTo(LivenessState.BROKEN)));
	}

	@Test
	void saysWhereInTheCodeItFailedUnlessThatIsNotWhereItIsMended(CapturedOutput output) {
		fail(new CannotGoOnException("the topic is too small: make it larger", new IllegalArgumentException()));
		assertThat(output).contains("the topic is too small: make it larger").doesNotContain("\tat ");

		fail(new IllegalStateException("unforeseen"));
		assertThat(output).contains("unforeseen").contains("\tat ");
	}

	private void fail(IllegalStateException failure) {
		this.events.clear();
		new Worker("work", () -> {
			throw failure;
		}, this.events::add).start();
		await().until(() -> !this.events.isEmpty());
	}

	@Test
	void breaksNothingWhenItsWorkFailsSinceItIsStopped() throws Exception {
		CountDownLatch wrapped = new CountDownLatch(1);
		Worker worker = new Worker("work", () -> {
			try {
				new CountDownLatch(1).await();
			}
			catch (InterruptedException ex) {
				wrapped.countDown();
				throw new IllegalStateException(ex);
			}
		}, this.events::add);
		worker.start();

		worker.stop();

		wrapped.await();
		await().during(Duration.ofMillis(200)).until(this.events::isEmpty);
	}

}
