package cl.reparto.local.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.StackOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class DataFolderTests {

	@TempDir
	private Path temp;

	private Path path;

	private StackOptions options;

	@BeforeEach
	void choose() {
		this.path = this.temp.resolve("data");
		this.options = StackOptions.in(this.path);
	}

	@Test
	void servesOneStackAtATime() {
		try (DataFolder first = DataFolder.lock(this.path)) {
			first.prepare(this.options);
			assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> DataFolder.lock(this.path))
				.withMessage("Another stack is running on " + this.path
						+ "; stop it or choose another folder with --data=DIR");
		}
	}

	@Test
	void servesTheNextStackAfterwards() {
		use(this.options);

		assertThat(use(this.options)).isNotEmpty();
	}

	@Test
	void takesNoPartitionsBack() {
		use(this.options);
		use(this.options.withPartitions(12));

		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> use(this.options))
			.withMessage(this.path + " was made with --partitions=12; use --clean to start from nothing,"
					+ " or another folder with --data=DIR");
	}

	@Test
	void remembersHowManyBrokersItWasMadeWith() {
		use(this.options.withBrokers(3));

		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> use(this.options))
			.withMessageStartingWith(this.path + " was made with --brokers=3; use --clean ");
	}

	@Test
	void keepsItsSecretForItself() throws IOException {
		String secret = use(this.options);

		assertThat(use(this.options)).hasSize(64).isEqualTo(secret);
		assertThat(Files.getPosixFilePermissions(this.path.resolve("idempotency-secret")))
			.containsExactlyInAnyOrder(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
	}

	@Test
	void startsFromNothingWhenCleaned() throws IOException {
		String secret = use(this.options);
		Path log = Files.writeString(this.path.resolve("logs/request-1.log"), "old");

		String fresh = use(this.options.withClean(true).withPartitions(12));

		assertThat(fresh).isNotEqualTo(secret);
		assertThat(log).doesNotExist();
	}

	@Test
	void doesNotTouchWhatIsNotItsOwn() throws IOException {
		Path precious = Files.writeString(Files.createDirectories(this.path).resolve("thesis.txt"), "years of work");

		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> use(this.options.withClean(true)))
			.withMessage(this.path + " holds other things than a stack's data; choose another folder with --data=DIR");
		assertThat(precious).exists();
	}

	private static String use(StackOptions options) {
		try (DataFolder folder = DataFolder.lock(options.data())) {
			folder.prepare(options);
			return folder.idempotencySecret();
		}
	}

}
