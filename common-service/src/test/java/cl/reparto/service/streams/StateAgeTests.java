package cl.reparto.service.streams;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StateAgeTests {

	private static final Instant NOW = Instant.parse("2026-11-17T17:30:00Z");

	private static final Duration MOST = Duration.ofDays(7);

	@TempDir
	private Path folder;

	private Path view;

	@BeforeEach
	void keepAView() throws IOException {
		this.view = this.folder.resolve("view");
		Files.createDirectories(this.view.resolve("global"));
	}

	@Test
	void keepsAViewThatSleptForLessThanTombstonesLive() {
		at(NOW).note();

		at(NOW.plus(MOST)).deleteIfOld();

		assertThat(this.view.resolve("global")).exists();
	}

	@Test
	void deletesAViewThatSleptLongerThanTombstonesAreSureToLive() {
		at(NOW).note();

		at(NOW.plus(MOST).plusSeconds(1)).deleteIfOld();

		assertThat(this.view).doesNotExist();
	}

	@Test
	void deletesAViewOfWhichNobodyNotedTheTime() {
		at(NOW).deleteIfOld();

		assertThat(this.view).doesNotExist();
	}

	@Test
	void deletesAViewThatWasMadeForOtherSettings() {
		new StateAge(this.view, MOST, "other settings", InstantSource.fixed(NOW)).note();

		at(NOW).deleteIfOld();

		assertThat(this.view).doesNotExist();
	}

	/** Which noted the time alone. */
	@Test
	void deletesAViewOfTheReleaseBefore() throws IOException {
		Files.writeString(this.folder.resolve("view.whole-until"), NOW.toString());

		at(NOW).deleteIfOld();

		assertThat(this.view).doesNotExist();
	}

	@Test
	void deletesAViewWhoseTimeCannotBeRead() throws IOException {
		at(NOW).note();
		Files.writeString(this.folder.resolve("view.whole-until"), "2026-1");

		at(NOW).deleteIfOld();

		assertThat(this.view).doesNotExist();
	}

	private StateAge at(Instant now) {
		return new StateAge(this.view, MOST, "these settings", InstantSource.fixed(now));
	}

}
