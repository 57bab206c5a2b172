package cl.reparto.local.launch;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.LocalStack;
import cl.reparto.local.StackOptions;

/**
 * Runs a stack until Ctrl-C. System properties: {@code reparto.home}, the repository's
 * root (the current folder by default), and {@code reparto.stop-with-parent}, whether to
 * stop when the process that started this one is gone (false).
 */
public final class Launcher {

	private final LocalStack stack;

	private final AtomicBoolean stopping = new AtomicBoolean();

	private Launcher(LocalStack stack) {
		this.stack = stack;
	}

	/**
	 * Starts a stack and waits to be stopped. Exits with 2 if what is asked for cannot
	 * be, with 1 if the stack does not come up.
	 * @param args options; {@code --help} lists them
	 * @throws InterruptedException if interrupted
	 */
	public static void main(String[] args) throws InterruptedException {
		Path home = Path.of(System.getProperty("reparto.home", "")).toAbsolutePath().normalize();
		LaunchOptions launchOptions = new LaunchOptions(home);
		try {
			Optional<StackOptions> options = launchOptions.parse(args);
			if (options.isEmpty()) {
				print(launchOptions.help());
				return;
			}
			new Launcher(LocalStack.prepare(home, options.get(), Launcher::print)).run();
		}
		catch (CannotStartException ex) {
			print(ex.getMessage());
			System.exit(2);
		}
	}

	private void run() throws InterruptedException {
		Instant start = Instant.now();
		Runtime.getRuntime().addShutdownHook(new Thread(this::stop));
		if (Boolean.getBoolean("reparto.stop-with-parent")) {
			stopWithParent();
		}
		print("Starting Kafka and the services…");
		try {
			this.stack.start();
			print(AddressTable.of(this.stack, Duration.between(start, Instant.now())));
		}
		catch (RuntimeException ex) {
			if (!this.stopping.get()) {
				print(String.valueOf(ex.getMessage()));
				System.exit(1);
			}
		}
		new CountDownLatch(1).await();
	}

	/** Maven does not always pass its end on, and cannot when it is killed. */
	private static void stopWithParent() {
		ProcessHandle.current()
			.parent()
			.ifPresent((parent) -> parent.onExit().thenRunAsync(() -> System.exit(0), Thread::startVirtualThread));
	}

	private void stop() {
		this.stopping.set(true);
		print("Stopping…");
		this.stack.close();
		print("Stopped");
	}

	private static void print(String line) {
		System.out.println(line);
	}

}
