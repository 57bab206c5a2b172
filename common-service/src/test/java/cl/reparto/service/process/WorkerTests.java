package cl.reparto.service.process;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

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
