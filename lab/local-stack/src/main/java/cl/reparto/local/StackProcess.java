package cl.reparto.local;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import cl.reparto.local.process.ChildProcess;

/**
 * A process of the stack. When it dies it is started again at once, unless it was taken
 * down on purpose.
 */
public final class StackProcess {

	private static final Duration GRACE = Duration.ofSeconds(20);

	private final String name;

	private final ChildProcess child;

	private final Consumer<String> console;

	private final RestartDelay delay = new RestartDelay();

	private boolean wanted;

	private volatile Instant startedAt = Instant.EPOCH;

	private volatile int deaths;

	/**
	 * Supervises a child, which nobody else may start.
	 * @param name what people call it
	 * @param child the process
	 * @param console told when it dies
	 */
	public StackProcess(String name, ChildProcess child, Consumer<String> console) {
		this.name = name;
		this.child = child;
		this.console = console;
	}

	/**
	 * Starts the process and keeps it running; does nothing if it runs.
	 */
	public synchronized void start() {
		this.wanted = true;
		startIfWanted();
	}

	private synchronized void startIfWanted() {
		if (this.wanted && !this.child.isAlive()) {
			this.child.start();
			this.startedAt = Instant.now();
			this.child.onExit().thenAcceptAsync(this::ended, Thread::startVirtualThread);
		}
	}

	private synchronized void ended(Process process) {
		if (!this.wanted || process.pid() != this.child.pid()) {
			return;
		}
		this.deaths++;
		Duration wait = this.delay.after(Duration.between(this.startedAt, Instant.now()));
		this.console.accept(this.name + " died (exit code " + process.exitValue() + "); starting it again"
				+ (wait.isZero() ? "" : " in " + wait.toMillis() + " ms; see " + log()));
		Executor later = CompletableFuture.delayedExecutor(wait.toMillis(), TimeUnit.MILLISECONDS,
				Thread::startVirtualThread);
		CompletableFuture.runAsync(this::startIfWanted, later);
	}

	/**
	 * Kills the process (SIGKILL) like an accident: the stack starts it again.
	 */
	public void kill() {
		this.child.kill();
	}

	/**
	 * Kills the process (SIGKILL) and leaves it dead until {@link #start()}.
	 */
	public void takeDown() {
		abandon();
		this.child.kill();
	}

	/**
	 * Stops the process as an orderly shutdown would (SIGTERM), kills it after 20
	 * seconds, and leaves it stopped until {@link #start()}.
	 */
	public void stop() {
		abandon();
		this.child.stop(GRACE);
	}

	private synchronized void abandon() {
		this.wanted = false;
	}

	/**
	 * Stops the process as an orderly shutdown would and starts it again.
	 */
	public void restart() {
		stop();
		start();
	}

	/**
	 * Freezes the process (SIGSTOP).
	 */
	public void pause() {
		this.child.pause();
	}

	/**
	 * Lets a frozen process go on (SIGCONT).
	 */
	public void resume() {
		this.child.resume();
	}

	/**
	 * What people call it.
	 * @return such as {@code processing-1}
	 */
	public String name() {
		return this.name;
	}

	/**
	 * The process id as last started.
	 * @return the process id
	 * @throws IllegalStateException if it was never started
	 */
	public long pid() {
		return this.child.pid();
	}

	/**
	 * Whether the process runs, frozen or not.
	 * @return whether it runs
	 */
	public boolean isAlive() {
		return this.child.isAlive();
	}

	/**
	 * Since when it runs.
	 * @return its last start; long ago if it was never started
	 */
	public Instant startedAt() {
		return this.startedAt;
	}

	/**
	 * How often it died, other than on purpose.
	 * @return a number that only grows
	 */
	public int deaths() {
		return this.deaths;
	}

	/**
	 * What it writes.
	 * @return a file that grows
	 */
	public Path log() {
		return this.child.log();
	}

}
