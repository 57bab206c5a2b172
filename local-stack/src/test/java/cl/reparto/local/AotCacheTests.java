package cl.reparto.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;

import cl.reparto.local.broker.ChildProcess;
import cl.reparto.local.broker.Janitor;
import cl.reparto.local.broker.JavaProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

class AotCacheTests {

	@TempDir
	private Path module;

	private final Janitor janitor = Janitor.start();

	private Path classFile;

	private AotCache cache;

	@BeforeEach
	void build() throws IOException {
		this.classFile = classes().resolve("cl/reparto/local/Greeting.class");
		Files.createDirectories(this.classFile.getParent());
		try (var compiled = Greeting.class.getResourceAsStream("Greeting.class")) {
			Files.copy(compiled, this.classFile);
		}
		this.cache = new AotCache(this.module.resolve("target/aot"), this.janitor);
	}

	@AfterEach
	void killAll() {
		this.janitor.close();
	}

	@Test
	void holdsTheClassesOfTheProgram() throws IOException {
		JavaProgram program = this.cache.startingFromIt(greeting("-Xlog:class+load"));

		assertThat(output(program)).contains("hello")
			.anyMatch((line) -> line.contains(Greeting.class.getName() + " source: shared objects file"));
	}

	@Test
	void isKeptWhileTheClassesAreTheSame() throws IOException {
		this.cache.startingFromIt(greeting());
		FileTime made = Files.getLastModifiedTime(file());

		this.cache.startingFromIt(greeting());

		assertThat(Files.getLastModifiedTime(file())).isEqualTo(made);
	}

	@Test
	void isMadeAnewWhenAClassIsNewer() throws IOException {
		this.cache.startingFromIt(greeting());
		FileTime made = Files.getLastModifiedTime(file());
		Files.setLastModifiedTime(this.classFile, FileTime.from(Instant.now()));

		JavaProgram program = this.cache.startingFromIt(greeting());

		assertThat(Files.getLastModifiedTime(file())).isGreaterThan(made);
		assertThat(output(program)).containsExactly("hello");
	}

	@Test
	void saysWhereToLookWhenTheProgramFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.cache.startingFromIt(greeting("-Drude=true")))
			.withMessage("Cannot make " + file() + "; see " + this.module.resolve("target/aot/start.log"));
	}

	@Test
	void doesNotStartWithoutTheCache() throws IOException {
		JavaProgram program = this.cache.startingFromIt(greeting());
		Files.delete(file());

		assertThat(output(program)).doesNotContain("hello");
	}

	private JavaProgram greeting(String... jvmOptions) {
		return new JavaProgram(Greeting.class.getName(), classes().toString(), List.of(jvmOptions), List.of());
	}

	private List<String> output(JavaProgram program) throws IOException {
		ChildProcess process = new ChildProcess(program, this.module.resolve("greeting.log"), this.janitor);
		process.start();
		process.onExit().join();
		return Files.readAllLines(process.log());
	}

	private Path classes() {
		return this.module.resolve("target/classes");
	}

	private Path file() {
		return this.module.resolve("target/aot/app.aot");
	}

}
