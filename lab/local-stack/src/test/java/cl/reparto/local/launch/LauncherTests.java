package cl.reparto.local.launch;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

import cl.reparto.local.Port;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class LauncherTests {

	private static final Duration LIMIT = Duration.ofSeconds(60);

	@TempDir
	private Path folder;

	private Path output;

	@BeforeEach
	void makeOutput() throws IOException {
		this.output = Files.createFile(this.folder.resolve("output"));
	}

	@Test
	void helps() throws Exception {
		Ended launcher = launch("--help");

		assertThat(launcher.exitCode()).isZero();
		assertThat(launcher.lines()).anyMatch((line) -> line.contains("--brokers="));
	}

	@Test
	void refusesAnUnknownOptionInOneLine() throws Exception {
		Ended launcher = launch("--colour=blue");

		assertThat(launcher.exitCode()).isEqualTo(2);
		assertThat(launcher.lines()).singleElement().asString().startsWith("Unknown option: '--colour=blue'");
	}

	@Test
	void refusesAPortInUseInOneLineAndLeavesTheFolderAlone() throws Exception {
		Path data = this.folder.resolve("data");
		try (var other = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
			Ended launcher = launch("--data=" + data, "--clean", "--inbox-port=" + other.getLocalPort());

			assertThat(launcher.exitCode()).isEqualTo(2);
			assertThat(launcher.lines()).singleElement()
				.asString()
				.startsWith("Port " + other.getLocalPort() + " is in use; choose another with --inbox-port=N");
		}
	}

	@Test
	void stopsEveryProcessOnCtrlC() throws Exception {
		Process launcher = startWithoutServices("exec \"$@\"");
		List<ProcessHandle> children = launcher.descendants().toList();

		new ProcessBuilder("kill", "-s", "INT", Long.toString(launcher.pid())).start().waitFor();

		await().atMost(LIMIT).until(() -> !launcher.isAlive());
		assertThat(children).hasSize(2).noneMatch(ProcessHandle::isAlive);
		assertThat(Files.readAllLines(this.output)).anyMatch((line) -> line.contains("Kill processes"))
			.endsWith("Stopping…", "Stopped");
	}

	@Test
	void stopsWhenItsParentIsKilled() throws Exception {
		Process parent = startWithoutServices("\"$@\" & wait");
		List<ProcessHandle> launcherAndChildren = parent.descendants().toList();

		parent.destroyForcibly();

		await().atMost(LIMIT).until(() -> launcherAndChildren.stream().noneMatch(ProcessHandle::isAlive));
		assertThat(launcherAndChildren).hasSize(3);
		assertThat(Files.readAllLines(this.output)).endsWith("Stopping…", "Stopped");
	}

	private Process startWithoutServices(String script) throws IOException {
		Process started = builder(script, "--data=" + this.folder.resolve("data"), "--request=0", "--processing=0",
				"--notification=0", "--guild=0", "--mail=off")
			.start();
		await().atMost(LIMIT).until(() -> Files.readString(this.output).contains("Ctrl-C stops everything"));
		return started;
	}

	private Ended launch(String... arguments) throws IOException, InterruptedException {
		int exitCode = builder("exec \"$@\"", arguments).start().waitFor();
		return new Ended(exitCode, Files.readAllLines(this.output));
	}

	private ProcessBuilder builder(String script, String... arguments) {
		List<String> command = new ArrayList<>(
				List.of("sh", "-c", script, "sh", Path.of(System.getProperty("java.home"), "bin/java").toString(),
						"-Dreparto.home=" + this.folder, "-Dreparto.stop-with-parent=true", Launcher.class.getName()));
		// Ports that are asked for first, so that a test's own is the one in use.
		for (Port port : Port.values()) {
			command.add("--" + port.option() + "=0");
		}
		command.addAll(List.of(arguments));
		ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true)
			.redirectOutput(this.output.toFile());
		builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
		return builder;
	}

	private record Ended(int exitCode, List<String> lines) {
	}

}
