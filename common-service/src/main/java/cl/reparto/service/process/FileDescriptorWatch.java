package cl.reparto.service.process;

import java.io.IOException;
import java.nio.channels.DatagramChannel;
import java.time.Duration;

/**
 * Fails when the process can open nothing any more (file descriptors, memory for sockets)
 * three times in a row: it would linger, taking no connection and finding no broker, and
 * still look alive.
 */
final class FileDescriptorWatch implements Worker.Work {

	private static final int TIMES = 3;

	private final Attempt attempt;

	private final Duration between;

	/** Watches whether sockets can be opened, once a second. */
	FileDescriptorWatch() {
		this(() -> DatagramChannel.open().close(), Duration.ofSeconds(1));
	}

	FileDescriptorWatch(Attempt attempt, Duration between) {
		this.attempt = attempt;
		this.between = between;
	}

	/**
	 * Watches until interrupted.
	 * @throws IllegalStateException if nothing can be opened any more
	 */
	@Override
	public void run() throws InterruptedException {
		for (int failures = 0; failures < TIMES; failures = succeeds() ? 0 : failures + 1) {
			Thread.sleep(this.between);
		}
		throw new CannotGoOnException("nothing can be opened any more; raise the limit of open files");
	}

	private boolean succeeds() {
		try {
			this.attempt.open();
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Opens and closes something. */
	interface Attempt {

		void open() throws IOException;

	}

}
