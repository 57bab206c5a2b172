package cl.reparto.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

import cl.reparto.local.process.ChildProcess;
import cl.reparto.local.process.Janitor;
import cl.reparto.local.process.JavaProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StackProcessTests {

	@TempDir
	private Path folder;

	private final Janitor janitor = Janitor.start();

	private final List<String> console = new CopyOnWriteArrayList<>();

	private StackProcess process;

	@BeforeEach
	void start() {
		JavaProgram program = new JavaProgram(Idle.class.getName(), System.getProperty("java.class.path"), List.of(),
				List.of());
		this.process = new StackProcess("waiting-1",
				new ChildProcess(program, this.folder.resolve("waiting-1.log"), this.janitor), this.console::add);
		this.process.start();
	}

	@AfterEach
	void killAll() {
		this.process.takeDown();
		this.janitor.close();
	}

	@Test
	void isStartedAgainWhenItDies() {
		long pid = this.process.pid();

		this.process.kill();

		await().until(() -> this.process.isAlive() && this.process.pid() != pid);
		assertThat(this.console).containsExactly("waiting-1 died (exit code 137); starting it again");
	}

	@Test
	void waitsALittleWhenItDiesAgainAndAgain() {
		long pid = this.process.pid();
		this.process.kill();
		await().until(() -> this.process.isAlive() && this.process.pid() != pid);

		this.process.kill();

		await().untilAsserted(() -> assertThat(this.console).hasSize(2));
		assertThat(this.console.getLast())
			.startsWith("waiting-1 died (exit code 137); starting it again in 500 ms; see ");
		await().until(this.process::isAlive);
	}

	@Test
	void staysDownWhenTakenDown() {
		this.process.takeDown();

		await().during(Duration.ofSeconds(1)).until(() -> !this.process.isAlive());
		assertThat(this.console).isEmpty();
	}

	@Test
	void staysDownWhenStopped() {
		this.process.stop();

		await().during(Duration.ofSeconds(1)).until(() -> !this.process.isAlive());
		assertThat(this.console).isEmpty();
	}

	@Test
	void isSupervisedAgainAfterBeingTakenDown() {
		this.process.takeDown();
		this.process.start();
		long pid = this.process.pid();

		this.process.kill();

		await().until(() -> this.process.isAlive() && this.process.pid() != pid);
		assertThat(this.console).hasSize(1);
	}

	@Test
	void isNotTakenForDeadWhenRestarted() {
		this.process.restart();

		await().during(Duration.ofSeconds(1)).until(this.process::isAlive);
		assertThat(this.console).isEmpty();
	}

}
