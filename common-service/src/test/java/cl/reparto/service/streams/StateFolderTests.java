package cl.reparto.service.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;

@ExtendWith(OutputCaptureExtension.class)
class StateFolderTests {

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

	private StateFolder folder() {
		Properties settings = new Properties();
		settings.putAll(Map.of("state.dir", this.root.toString(), "application.id", "app"));
		return StateFolder.of(settings);
	}

	private Path file(String path) throws IOException {
		Path file = this.root.resolve(path);
		Files.createDirectories(file.getParent());
		return Files.createFile(file);
	}

}
