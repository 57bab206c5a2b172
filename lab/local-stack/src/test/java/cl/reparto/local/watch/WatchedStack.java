package cl.reparto.local.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import cl.reparto.local.LocalStack;
import cl.reparto.local.RunningStack;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The stack with all that a day brings, and a Prometheus that watches it. Some of what it
 * has to tell is a minute old at least, so the tests that ask for that come last and find
 * it there.
 */
final class WatchedStack implements AutoCloseable {

	/** Micrometer looks for new metrics of Kafka each minute. */
	static final Duration LIMIT = Duration.ofMinutes(3);

	private final LocalStack stack;

	private final RunningPrometheus prometheus;

	private final Traffic traffic;

	private WatchedStack(LocalStack stack) throws IOException {
		this.stack = stack;
		Path configuration = stack.prometheus();
		assertThat(configuration).isNotNull();
		this.prometheus = new RunningPrometheus(configuration,
				Files.createTempDirectory(Path.of("target"), "prometheus"));
		await().atMost(LIMIT).until(this.prometheus::isReady);
		this.traffic = new Traffic(stack);
	}

	int processes() {
		return this.stack.services().size() + this.stack.brokers().size();
	}

	RunningPrometheus prometheus() {
		return this.prometheus;
	}

	@Override
	public void close() throws IOException {
		this.traffic.close();
		this.prometheus.close();
	}

	/** Hands it to tests. */
	static final class Shared implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == WatchedStack.class;
		}

		@Override
		public WatchedStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
			LocalStack stack = RunningStack.Shared.in(context).stack();
			return context.getRoot()
				.getStore(ExtensionContext.Namespace.GLOBAL)
				.computeIfAbsent(WatchedStack.class, (key) -> start(stack), WatchedStack.class);
		}

		private static WatchedStack start(LocalStack stack) {
			try {
				return new WatchedStack(stack);
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		}

	}

}
