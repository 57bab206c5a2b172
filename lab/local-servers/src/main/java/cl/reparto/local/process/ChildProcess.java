package cl.reparto.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

/**
 * A program that is started, killed and started again. It does not get the terminal's
 * Ctrl-C, so that whoever started it can stop it in order, and it does not outlive this
 * JVM, however this JVM ends.
 */
public final class ChildProcess {

	/**
	 * A JVM leaves signals alone that were ignored when it started. The program waits
	 * until the janitor knows of it; if this JVM dies first, it never runs.
	 */
	private static final String SCRIPT = "trap '' INT HUP; read -r go && exec \"$@\" </dev/null";

	private final JavaProgram program;

	private final Path log;

	private final Janitor janitor;

	private @Nullable Process process;

	/**
	 * Prepares; starts nothing yet.
	 * @param program what to run
	 * @param log the file that its output is appended to; its folder is made if absent
	 * @param janitor who kills it if this JVM cannot
	 */
	public ChildProcess(JavaProgram program, Path log, Janitor janitor) {
		this.program = program;
		this.log = log;
		this.janitor = janitor;
	}

	/**
	 * Starts the program; does nothing if it runs.
	 * @throws UncheckedIOException if it cannot be started
	 */
	public synchronized void start() {
		if (isAlive()) {
			return;
		}
		try {
			Files.createDirectories(this.log.toAbsolutePath().getParent());
			this.process = this.program.behind(SCRIPT)
				.redirectErrorStream(true)
				.redirectOutput(ProcessBuilder.Redirect.appendTo(this.log.toFile()))
				.start();
			this.janitor.watch(this.process.pid());
			try (var input = this.process.outputWriter()) {
				input.write("go\n");
			}
		}
		catch (IOException ex) {
			kill();
			throw new UncheckedIOException("Cannot start " + this.program.mainClass(), ex);
		}
	}

	/**
	 * Kills the program at once (SIGKILL) and waits until it is gone.
	 */
	public synchronized void kill() {
		if (this.process != null) {
			await(this.process.destroyForcibly());
		}
	}

	/**
	 * Not by {@link Process#onExit()}, which needs a thread of the common pool and thus
	 * hangs for good if that is where we are called from.
	 */
	static void await(Process process) {
		try {
			process.waitFor();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/**
	 * Asks the program to stop (SIGTERM), and kills it if it has not within a time.
	 * @param grace how long it may take
	 */
	public synchronized void stop(Duration grace) {
		if (!isAlive()) {
			return;
		}
		try {
			process().destroy();
			resume();
			process().waitFor(grace);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			kill();
		}
	}

	/**
	 * Kills the program (SIGKILL) and starts it again.
	 * @throws UncheckedIOException if it cannot be started
	 */
	public synchronized void restart() {
		kill();
		start();
	}

	/**
	 * Freezes the program (SIGSTOP): it keeps its connections and answers nothing.
	 * @throws UncheckedIOException if it cannot be signalled
	 */
	public void pause() {
		signal("STOP");
	}

	/**
	 * Lets a frozen program go on (SIGCONT).
	 * @throws UncheckedIOException if it cannot be signalled
	 */
	public void resume() {
		signal("CONT");
	}

	private void signal(String name) {
		try {
			await(new ProcessBuilder("sh", "-c", "kill -s \"$0\" \"$1\"", name, Long.toString(pid())).start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot signal " + this.program.mainClass(), ex);
		}
	}

	/**
	 * Whether the program runs, frozen or not.
	 * @return false before the first start and after its end
	 */
	public synchronized boolean isAlive() {
		return this.process != null && this.process.isAlive();
	}

	/**
	 * The process id of the program as last started.
	 * @return the process id
	 * @throws IllegalStateException if it was never started
	 */
	public long pid() {
		return process().pid();
	}

	/**
	 * The end of the program as last started.
	 * @return completes with the ended process
	 * @throws IllegalStateException if it was never started
	 */
	public CompletableFuture<Process> onExit() {
		return process().onExit();
	}

	/**
	 * The file that the program's output is appended to.
	 * @return the file
	 */
	public Path log() {
		return this.log;
	}

	private synchronized Process process() {
		if (this.process == null) {
			throw new IllegalStateException(this.program.mainClass() + " was never started");
		}
		return this.process;
	}

}
