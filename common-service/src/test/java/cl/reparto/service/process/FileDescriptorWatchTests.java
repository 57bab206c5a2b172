package cl.reparto.service.process;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntPredicate;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(60)
class FileDescriptorWatchTests {

	private final AtomicInteger attempts = new AtomicInteger();

	@Test
	void failsWhenNothingCanBeOpenedAnyMore() {
		FileDescriptorWatch watch = watching((attempt) -> false);

		assertThatIllegalStateException().isThrownBy(watch::run).withMessageContaining("raise the limit of open files");
		assertThat(this.attempts).hasValue(3);
	}

	@Test
	void bearsWithWhatPasses() {
		FileDescriptorWatch watch = watching((attempt) -> attempt % 3 == 0 && attempt < 30);

		assertThatIllegalStateException().isThrownBy(watch::run);
		assertThat(this.attempts).hasValue(30);
	}

	private FileDescriptorWatch watching(IntPredicate succeeds) {
		return new FileDescriptorWatch(() -> {
			if (!succeeds.test(this.attempts.incrementAndGet())) {
				throw new IOException("Too many open files");
			}
		}, Duration.ofMillis(1));
	}

}
