package cl.reparto.service.streams;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cl.reparto.service.process.CannotGoOnException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * Where an application of Kafka Streams has its state. A file beside it is there while it
 * is in use, and is left by a process that is killed.
 *
 * @param path the application's folder
 */
public record StateFolder(Path path) {

	private static final Logger log = LoggerFactory.getLogger(StateFolder.class);

	/** A part of the topology, and a partition. */
	private static final Pattern TASK = Pattern.compile("\\d+_\\d+");

	/**
	 * The folder of an application.
	 * @param settings the settings of Kafka Streams
	 * @return where it is, or will be
	 */
	public static StateFolder of(Properties settings) {
		return new StateFolder(Path.of(settings.getProperty(StreamsConfig.STATE_DIR_CONFIG),
				settings.getProperty(StreamsConfig.APPLICATION_ID_CONFIG)));
	}

	/**
	 * Keeps other processes from it. Kafka Streams would, too, but tells of it as of an
	 * error, with a stack trace.
	 * @return to be closed when it is free again
	 * @throws CannotGoOnException if another process has it, or it cannot be made, saying
	 * what to do
	 */
	Closeable lock() {
		try {
			Files.createDirectories(this.path.getParent());
			FileChannel file = FileChannel.open(beside(".lock"), CREATE, WRITE);
			if (isLocked(file)) {
				return file;
			}
			file.close();
		}
		catch (IOException ex) {
			throw new CannotGoOnException("cannot keep state in " + this.path + " (" + ex + "); see to its disk", ex);
		}
		throw new CannotGoOnException("another process has " + this.path
				+ "; give this one a folder of its own with spring.kafka.streams.state-dir");
	}

	private static boolean isLocked(FileChannel file) throws IOException {
		try {
			return file.tryLock() != null;
		}
		catch (OverlappingFileLockException ex) {
			// This process has it already.
			return false;
		}
	}

	/**
	 * Begins to use it. What a process has left that was killed may have what was never
	 * committed: Kafka Streams reads it back in any case (decision 26), but first opens
	 * it, and tells of each task as of an error. So it is deleted before. To be called
	 * while it is {@link #lock}ed, and nothing in it is open.
	 * @throws UncheckedIOException if it cannot
	 */
	void open() {
		try {
			if (!Files.exists(inUse())) {
				Files.createFile(inUse());
			}
			else if (Files.isDirectory(this.path)) {
				deleteTasks();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("cannot see to the state in " + this.path, ex);
		}
	}

	private void deleteTasks() throws IOException {
		try (Stream<Path> all = Files.list(this.path)) {
			List<Path> tasks = all.filter((each) -> TASK.matcher(each.getFileName().toString()).matches()).toList();
			if (!tasks.isEmpty()) {
				log.warn("The last process ended without closing its state in {}, which is read back from Kafka",
						this.path);
			}
			for (Path task : tasks) {
				FileSystemUtils.deleteRecursively(task);
			}
		}
	}

	/** Ends to use it, when all in it was closed in order. */
	void closed() {
		try {
			Files.deleteIfExists(inUse());
		}
		catch (IOException ex) {
			log.warn("Cannot delete {}: the state beside it will be read back from Kafka at the next start", inUse());
		}
	}

	private Path inUse() {
		return beside(".in-use");
	}

	private Path beside(String ending) {
		return this.path.resolveSibling(this.path.getFileName() + ending);
	}

}
