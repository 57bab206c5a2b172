package cl.reparto.local.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/**
 * Kills the children of this JVM when this JVM is gone, even by kill -9. It is a process
 * of its own that reads their pids from a pipe; the end of the pipe is the end of us.
 */
public final class Janitor implements AutoCloseable {

	private static final List<String> SMALL = List.of("-Xmx16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1",
			"-Xshare:auto");

	private final Process process;

	private final Writer pids;

	private Janitor(Process process) {
		this.process = process;
		this.pids = process.outputWriter();
	}

	/**
	 * Starts the janitor's process.
	 * @return a janitor that watches nobody yet
	 * @throws UncheckedIOException if it cannot be started
	 */
	public static Janitor start() {
		JavaProgram program = new JavaProgram(JanitorMain.class.getName(), System.getProperty("java.class.path"), SMALL,
				List.of());
		try {
			return new Janitor(program.behind("trap '' INT HUP; exec \"$@\"")
				.redirectOutput(ProcessBuilder.Redirect.DISCARD)
				.redirectError(ProcessBuilder.Redirect.DISCARD)
				.start());
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot start the janitor", ex);
		}
	}

	/**
	 * From now on this process does not outlive us.
	 * @param pid the process id of a child that runs
	 * @throws IOException if the janitor is gone
	 */
	synchronized void watch(long pid) throws IOException {
		this.pids.write(pid + "\n");
		this.pids.flush();
	}

	/**
	 * Kills every child that still runs, and waits until it is done.
	 */
	@Override
	public synchronized void close() {
		try {
			this.pids.close();
		}
		catch (IOException ex) {
			// The janitor is gone already.
		}
		ChildProcess.await(this.process);
	}

}
