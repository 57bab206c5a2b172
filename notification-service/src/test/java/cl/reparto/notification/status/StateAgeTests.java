package cl.reparto.notification.status;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;

import cl.reparto.model.Status;
import cl.reparto.notification.rules.ShopRules;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class StateAgeTests {

	private static final Instant NOW = Instant.parse("2026-11-17T17:30:00Z");

	@TempDir
	private Path folder;

	private Path view;

	@BeforeEach
	void keepAView() throws IOException {
		this.view = this.folder.resolve("view");
		Files.createDirectories(this.view.resolve("global"));
	}

	@Test
	void keepsAViewThatSleptForADay() {
		at(NOW).note();

		at(NOW.plus(Duration.ofDays(1))).deleteIfOld();

		assertThat(this.view.resolve("global")).exists();
	}

	@Test
	void deletesAViewThatSleptLongerThanTombstonesAreSureToLive() {
		at(NOW).note();

		at(NOW.plus(Duration.ofDays(7)).plusSeconds(1)).deleteIfOld();

		assertThat(this.view).doesNotExist();
	}

	@Test
	void deletesAViewOfWhichNobodyNotedTheTime() {
		at(NOW).deleteIfOld();

		assertThat(this.view).doesNotExist();
	}

	@Test
	void deletesAViewThatWasMadeForOtherSettings() {
		new StateAge(this.view, "other settings", InstantSource.fixed(NOW)).note();

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
		return new StateAge(this.view, "these settings", InstantSource.fixed(now));
	}

	/** What it passed over, it would miss for good. */
	@Test
	void isOfTheStatusesThatAVersionKnows() {
		assertThat(ViewConfiguration.maker(ShopRules.DEFAULT)).contains(Arrays.toString(Status.values()));
	}

}
