package cl.reparto.local.start;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import cl.reparto.local.process.ChildProcess;
import cl.reparto.local.process.Janitor;
import cl.reparto.local.process.JavaProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.awaitility.Awaitility.await;

class AotCacheTests {

	@TempDir
	private Path module;

	private final Janitor janitor = Janitor.start();

	private Path classFile;

	@BeforeEach
	void build() throws IOException {
		this.classFile = classes().resolve("cl/reparto/local/start/Greeting.class");
		Files.createDirectories(this.classFile.getParent());
		try (var compiled = Greeting.class.getResourceAsStream("Greeting.class")) {
			Files.copy(compiled, this.classFile);
		}
	}

	@AfterEach
	void killAll() {
		this.janitor.close();
	}

	@Test
	void holdsTheClassesOfTheProgram() throws IOException {
		JavaProgram program = cached(greeting("-Xlog:class+load"));

		assertThat(output(program)).contains("hello")
			.anyMatch((line) -> line.contains(Greeting.class.getName() + " source: shared objects file"));
	}

	@Test
	void isKeptWhileTheClassesAreTheSame() throws IOException {
		cached(greeting());
		FileTime made = lastModified(theCache());

		cached(greeting());

		assertThat(lastModified(theCache())).isEqualTo(made);
	}

	@Test
	void isMadeAnewWhenAClassIsNewer() throws IOException {
		cached(greeting());
		FileTime made = lastModified(theCache());
		Files.setLastModifiedTime(this.classFile, FileTime.from(Instant.now()));

		JavaProgram program = cached(greeting());

		assertThat(lastModified(theCache())).isGreaterThan(made);
		assertThat(output(program)).containsExactly("hello");
	}

	@Test
	void isMadeOnceForTwoProcesses() throws IOException {
		cached(greeting());
		Files.setLastModifiedTime(this.classFile, FileTime.from(Instant.now()));
		JavaProgram maker = new JavaProgram(OtherMaker.class.getName(), System.getProperty("java.class.path"),
				List.of(), List.of(theCache().toString()));
		ChildProcess other = new ChildProcess(maker, this.module.resolve("other.log"), this.janitor);
		other.start();
		await().until(() -> Files.readString(other.log()).contains(OtherMaker.BUSY));

		cached(greeting());

		assertThat(lastModified(theCache())).isEqualTo(OtherMaker.MADE);
	}

	@Test
	void standsBesideThatOfAnotherClassPath() throws IOException {
		Path more = Files.createDirectories(this.module.resolve("more/target/classes"));
		JavaProgram program = cached(greeting());

		JavaProgram other = cached(
				new JavaProgram(Greeting.class.getName(), classes() + File.pathSeparator + more, List.of(), List.of()));

		assertThat(output(program)).containsExactly("hello");
		assertThat(output(other)).containsExactly("hello", "hello");
	}

	@Test
	void saysWhereToLookWhenTheProgramFails() {
		assertThatIllegalStateException().isThrownBy(() -> cached(greeting("-Drude=true")))
			.withMessageMatching("Cannot make .*/target/aot/\\w+/app.aot; see .*/target/aot/\\w+/start.log");
	}

	@Test
	void doesNotStartWithoutTheCache() throws IOException {
		JavaProgram program = cached(greeting());
		Files.delete(theCache());

		assertThat(output(program)).doesNotContain("hello");
	}

	@Test
	void givesWayToWhatTheProgramsOptionsSay() throws IOException {
		Path options = Files.writeString(this.module.resolve("options"), "");
		JavaProgram program = cached(greeting("@" + options));
		Files.writeString(options, "-XX:AOTMode=off -Xlog:class+load");

		assertThat(output(program)).contains("hello").noneMatch((line) -> line.contains("shared objects file"));
	}

	private JavaProgram greeting(String... jvmOptions) {
		return new JavaProgram(Greeting.class.getName(), classes().toString(), List.of(jvmOptions), List.of());
	}

	private JavaProgram cached(JavaProgram program) {
		return new AotCache(program, this.module.resolve("target/aot")).prepare(this.janitor);
	}

	/** What all programs said so far. */
	private List<String> output(JavaProgram program) throws IOException {
		ChildProcess process = new ChildProcess(program, this.module.resolve("greeting.log"), this.janitor);
		process.start();
		process.onExit().join();
		return Files.readAllLines(process.log());
	}

	private Path classes() {
		return this.module.resolve("target/classes");
	}

	private Path theCache() throws IOException {
		try (Stream<Path> files = Files.walk(this.module)) {
			return files.filter((file) -> file.endsWith("app.aot")).findFirst().orElseThrow();
		}
	}

	private static FileTime lastModified(Path file) throws IOException {
		return Files.getLastModifiedTime(file);
	}

}
