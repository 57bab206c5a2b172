package cl.reparto.notification.mail;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

@Timeout(30)
class MailerLifecycleTests {

	private final List<Object> events = new CopyOnWriteArrayList<>();

	@Test
	void breaksLivenessWhenTheIntakeHasDied() {
		Mailer mailer = new Mailer(() -> {
			throw new IllegalStateException("a fault");
		}, MailerLifecycleTests::forEver, 1, this.events::add);

		mailer.start();

		await().until(() -> this.events.size() == 1);
		assertThat(((AvailabilityChangeEvent<?>) this.events.getFirst()).getState()).isEqualTo(LivenessState.BROKEN);
		mailer.stop();
	}

	@Test
	void breaksLivenessWhenALaneHasDied() {
		Mailer mailer = new Mailer(MailerLifecycleTests::forEver, () -> {
			throw new OutOfMemoryError("an error");
		}, 2, this.events::add);

		mailer.start();

		await().until(() -> this.events.size() == 2);
		mailer.stop();
	}

	@Test
	void stopsTheLanesWhenTheIntakeHasEnded() {
		List<String> ended = new CopyOnWriteArrayList<>();
		Mailer mailer = new Mailer(() -> untilInterrupted(() -> ended.add("intake")),
				() -> untilInterrupted(() -> ended.add("lane")), 1, this.events::add);
		mailer.start();

		mailer.stop();

		assertThat(ended).containsExactly("intake", "lane");
		assertThat(mailer.isRunning()).isFalse();
		assertThat(this.events).isEmpty();
	}

	private static void untilInterrupted(Runnable last) throws InterruptedException {
		try {
			forEver();
		}
		finally {
			last.run();
		}
	}

	private static void forEver() throws InterruptedException {
		new CountDownLatch(1).await();
	}

}
