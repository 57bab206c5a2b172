package cl.reparto.service.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.context.support.GenericApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;

class ExitWhenBrokenTests {

	@ParameterizedTest
	@CsvSource({ "BROKEN, 1", "CORRECT, 0" })
	void endsOnlyAProcessThatIsBroken(LivenessState state, int code) throws Exception {
		assertThat(exitCode(state.name())).isEqualTo(code);
	}

	@Test
	void endsAProcessThatCannotEndInOrder() throws Exception {
		assertThat(exitCode(LivenessState.BROKEN.name(), "hang")).isEqualTo(1);
	}

	private static int exitCode(String... arguments) throws Exception {
		Process process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
				"-XX:TieredStopAtLevel=1", "-cp", System.getProperty("java.class.path"), Main.class.getName(),
				String.join(" ", arguments))
			.redirectErrorStream(true)
			.redirectOutput(ProcessBuilder.Redirect.DISCARD)
			.start();
		try {
			assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
			return process.exitValue();
		}
		finally {
			process.destroyForcibly();
		}
	}

	/** Says how live it is; if that ends nothing, it ends by itself. */
	static final class Main {

		private Main() {
		}

		public static void main(String[] args) {
			try (GenericApplicationContext context = new GenericApplicationContext()) {
				context.addApplicationListener(new ExitWhenBroken(Duration.ofMillis(500)));
				context.refresh();
				if (args[0].endsWith("hang")) {
					Runtime.getRuntime().addShutdownHook(new Thread(() -> LockSupport.park()));
				}
				AvailabilityChangeEvent.publish(context, LivenessState.valueOf(args[0].split(" ")[0]));
			}
		}

	}

}
