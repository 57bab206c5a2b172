package cl.reparto.service;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class DescriptorWatchTests {

	private final List<Object> events = new CopyOnWriteArrayList<>();

	private final AtomicInteger attempts = new AtomicInteger();

	private DescriptorWatch watch = watching(() -> {
	});

	@AfterEach
	void stop() {
		this.watch.stop();
	}

	@Test
	void breaksLivenessWhenNothingCanBeOpenedAnyMore() {
		this.watch = watching(() -> {
			throw new IOException("Too many open files");
		});

		this.watch.start();

		await().untilAsserted(() -> assertThat(this.events).singleElement()
			.isInstanceOfSatisfying(AvailabilityChangeEvent.class,
					(event) -> assertThat(event.getState()).isEqualTo(LivenessState.BROKEN)));
		assertThat(this.attempts).hasValue(3);
	}

	@Test
	void bearsWithWhatPasses() {
		this.watch = watching(() -> {
			if (this.attempts.get() % 3 != 0) {
				throw new IOException("Too many open files");
			}
		});

		this.watch.start();

		await().until(() -> this.attempts.get() > 30);
		assertThat(this.events).isEmpty();
	}

	private DescriptorWatch watching(DescriptorWatch.Attempt attempt) {
		return new DescriptorWatch(this.events::add, () -> {
			this.attempts.incrementAndGet();
			attempt.open();
		}, Duration.ofMillis(1));
	}

}
