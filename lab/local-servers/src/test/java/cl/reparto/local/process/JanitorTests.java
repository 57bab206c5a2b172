package cl.reparto.local.process;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class JanitorTests {

	private static final Duration LIMIT = Duration.ofSeconds(10);

	@TempDir
	Path folder;

	@Test
	void killsTheChildrenOfAKilledParent() throws Exception {
		Path log = this.folder.resolve("child.log");
		Process parent = new JavaProgram(Parent.class.getName(), System.getProperty("java.class.path"), List.of(),
				List.of(log.toString()))
			.behind("exec \"$@\"")
			.inheritIO()
			.start();
		await().until(() -> Files.exists(log) && !Files.readAllLines(log).isEmpty());
		List<ProcessHandle> children = parent.children().toList();
		assertThat(children).as("child and janitor").hasSize(2);

		parent.destroyForcibly();

		await().until(() -> children.stream().noneMatch(ProcessHandle::isAlive));
	}

	@Test
	void killsWhatIsLeftWhenClosed() throws Exception {
		Janitor janitor = Janitor.start();
		Process child = new ProcessBuilder("sleep", "60").start();
		janitor.watch(child.pid());

		janitor.close();

		assertThat(child.onExit()).succeedsWithin(LIMIT);
	}

	@Test
	void doesNotMindAChildThatIsGone() throws Exception {
		Janitor janitor = Janitor.start();
		Process gone = new ProcessBuilder("true").start();
		gone.waitFor();
		Process child = new ProcessBuilder("sleep", "60").start();

		janitor.watch(gone.pid());
		janitor.watch(child.pid());
		janitor.close();

		assertThat(child.onExit()).succeedsWithin(LIMIT);
	}

}
