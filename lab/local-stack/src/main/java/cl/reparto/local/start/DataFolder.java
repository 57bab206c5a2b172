package cl.reparto.local.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.Properties;
import java.util.stream.Stream;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.StackOptions;

/**
 * The folder that a stack keeps everything in. It serves one stack at a time and
 * remembers what cannot change without starting from nothing.
 */
final class DataFolder implements AutoCloseable {

	private static final String LOCK = ".reparto-lock";

	private final Path path;

	private final FileChannel lock;

	private DataFolder(Path path, FileChannel lock) {
		this.path = path;
		this.lock = lock;
	}

	/**
	 * Takes a folder for one stack alone.
	 * @param folder a folder of a stack, an empty one, or one to be made
	 * @return the folder, with nothing in it changed
	 * @throws CannotStartException if it is not ours or in use
	 */
	static DataFolder lock(Path folder) {
		Path path = folder.toAbsolutePath();
		try {
			Files.createDirectories(path);
			// Above all before anything is deleted.
			if (!Files.exists(path.resolve(LOCK)) && !isEmpty(path)) {
				throw new CannotStartException(
						path + " holds other things than a stack's data; choose another folder with --data=DIR");
			}
			FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE,
					StandardOpenOption.WRITE);
			if (!isLocked(channel)) {
				channel.close();
				throw new CannotStartException(
						"Another stack is running on " + path + "; stop it or choose another folder with --data=DIR");
			}
			return new DataFolder(path, channel);
		}
		catch (IOException ex) {
			throw new CannotStartException(
					"Cannot use the folder " + path + " (" + ex + "); choose another with --data=DIR");
		}
	}

	private static boolean isLocked(FileChannel channel) throws IOException {
		try {
			return channel.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			// A stack of this same JVM has it.
			return false;
		}
	}

	/**
	 * Makes the folder fit a stack.
	 * @param options what is asked for
	 * @throws CannotStartException if it was made for another kind of stack
	 */
	void prepare(StackOptions options) {
		try {
			if (options.clean()) {
				clean();
			}
			agreeOn("brokers", options.brokers(), (then, now) -> then == now);
			// With more, processing-service makes them.
			agreeOn("partitions", options.partitions(), (then, now) -> then <= now);
			Files.createDirectories(logs());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void clean() throws IOException {
		try (Stream<Path> files = Files.walk(this.path)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
				if (!file.equals(this.path) && !file.equals(this.path.resolve(LOCK))) {
					Files.delete(file);
				}
			}
		}
	}

	private void agreeOn(String what, int asked, Fit fit) throws IOException {
		Path file = this.path.resolve("stack.properties");
		Properties made = new Properties();
		if (Files.exists(file)) {
			try (var reader = Files.newBufferedReader(file)) {
				made.load(reader);
			}
		}
		int then = Integer.parseInt(made.getProperty(what, Integer.toString(asked)));
		if (!fit.is(then, asked)) {
			throw new CannotStartException(this.path + " was made with --" + what + "=" + then
					+ "; use --clean to start from nothing, or another folder with --data=DIR");
		}
		made.setProperty(what, Integer.toString(asked));
		try (var writer = Files.newBufferedWriter(file)) {
			made.store(writer, null);
		}
	}

	/**
	 * What request-service derives ids with: made once, so that a retried POST gets the
	 * same id after a restart.
	 * @return 64 hexadecimal digits
	 */
	String idempotencySecret() {
		return Secret.keptIn(this.path.resolve("idempotency-secret"));
	}

	/**
	 * What an official of the guild shows: made once.
	 * @return 64 hexadecimal digits
	 */
	String guildKey() {
		return Secret.keptIn(guildKeyFile());
	}

	Path guildKeyFile() {
		return this.path.resolve("guild-key");
	}

	/**
	 * What the shop shows: made once.
	 * @return 64 hexadecimal digits
	 */
	String shopKey() {
		return Secret.keptIn(shopKeyFile());
	}

	Path shopKeyFile() {
		return this.path.resolve("shop-key");
	}

	Path kafka() {
		return this.path.resolve("kafka");
	}

	Path prometheus() {
		return this.path.resolve("prometheus.yml");
	}

	Path logs() {
		return this.path.resolve("logs");
	}

	Path state(String process) {
		return this.path.resolve("state").resolve(process);
	}

	private static boolean isEmpty(Path path) throws IOException {
		try (Stream<Path> files = Files.list(path)) {
			return files.findAny().isEmpty();
		}
	}

	/**
	 * Lets another stack have the folder.
	 */
	@Override
	public void close() {
		try {
			this.lock.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/** Whether a number that a folder was made with, or had last, goes with another. */
	private interface Fit {

		boolean is(int then, int now);

	}

}
