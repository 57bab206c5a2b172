package cl.reparto.notification.mail.progress;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ReadingWatchTests {

	private final AtomicLong nanos = new AtomicLong();

	private final ReadingWatch watch = new ReadingWatch(this.nanos::get);

	@Test
	void isPatient() {
		this.watch.fails("not allowed");
		pass(Duration.ofSeconds(19));

		assertThat(this.watch.trouble()).isNull();
	}

	@Test
	void saysWhyNothingIsRead() {
		pass(Duration.ofSeconds(20));
		assertThat(this.watch.trouble()).contains("waiting for Kafka");

		this.watch.fails("not allowed");

		assertThat(this.watch.trouble()).isEqualTo("not allowed");
	}

	@Test
	void isContentOnceItReads() {
		pass(Duration.ofMinutes(1));

		this.watch.reads();

		assertThat(this.watch.trouble()).isNull();
	}

	private void pass(Duration time) {
		this.nanos.addAndGet(time.toNanos());
	}

}
