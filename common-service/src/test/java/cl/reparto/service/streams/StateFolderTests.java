package cl.reparto.service.streams;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

import cl.reparto.service.process.CannotGoOnException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@ExtendWith(OutputCaptureExtension.class)
@Isolated("nobody else is to say anything")
class StateFolderTests {

	private static final char LOCKED = '+';

	@TempDir
	private Path root;

	@Test
	void deletesTheTasksThatAKilledProcessLeft(CapturedOutput output) throws IOException {
		folder().open();
		file("app/0_1/rocksdb/orders/CURRENT");
		Path global = file("app/global/rocksdb/view/CURRENT");
		Path process = file("app/kafka-streams-process-metadata");

		folder().open();

		assertThat(this.root.resolve("app/0_1")).doesNotExist();
		assertThat(global).exists();
		assertThat(process).exists();
		assertThat(output).containsOnlyOnce("ended without closing its state in " + folder().path());
	}

	@Test
	void keepsWhatWasClosedInOrder(CapturedOutput output) throws IOException {
		folder().open();
		Path kept = file("app/0_1/rocksdb/orders/CURRENT");
		folder().closed();

		folder().open();

		assertThat(kept).exists();
		assertThat(output).isEmpty();
	}

	@Test
	void saysNothingWhereNoTaskWasLeft(CapturedOutput output) throws IOException {
		folder().open();

		folder().open();
		file("app/.lock");
		folder().open();
		folder().closed();
		folder().closed();

		assertThat(output).isEmpty();
	}

	@Test
	void isOfOneProcessUntilThatFreesIt() throws Exception {
		Closeable first = folder().lock();
		assertThatExceptionOfType(CannotGoOnException.class).isThrownBy(() -> folder().lock())
			.withMessage("another process has " + folder().path()
					+ "; give this one a folder of its own with spring.kafka.streams.state-dir");
		first.close();

		Process other = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
				System.getProperty("java.class.path"), Other.class.getName(), this.root.toString())
			.redirectError(ProcessBuilder.Redirect.INHERIT)
			.start();
		try {
			assertThat(other.getInputStream().read()).isEqualTo(LOCKED);
			assertThatExceptionOfType(CannotGoOnException.class).isThrownBy(() -> folder().lock());
		}
		finally {
			other.destroyForcibly().waitFor();
		}
		folder().lock().close();
	}

	@Test
	void saysWhatToDoWhereItCannotBeMade() throws IOException {
		StateFolder folder = folder(Files.createFile(this.root.resolve("file")));

		assertThatExceptionOfType(CannotGoOnException.class).isThrownBy(folder::lock)
			.withMessageContaining("cannot keep state in " + folder.path())
			.withMessageEndingWith("see to its disk");
	}

	private StateFolder folder() {
		return folder(this.root);
	}

	private static StateFolder folder(Path root) {
		Properties settings = new Properties();
		settings.putAll(Map.of("state.dir", root.toString(), "application.id", "app"));
		return StateFolder.of(settings);
	}

	private Path file(String path) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		return Files.createFile(file);
	}

	/** Another process, which locks the folder and keeps it until it is killed. */
	static final class Other {

		private Other() {
		}

		static void main(String[] root) throws InterruptedException {
			folder(Path.of(root[0])).lock();
			System.out.write(LOCKED);
			System.out.flush();
			Thread.sleep(Duration.ofMinutes(1));
		}

	}

}
