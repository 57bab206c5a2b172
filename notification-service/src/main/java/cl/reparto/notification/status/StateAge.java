package cl.reparto.notification.status;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

import cl.reparto.model.Topics;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Until when the view on disk is whole, kept in a file beside it. A forgotten order's
 * tombstone may be gone from the topic some time after: a view that slept for so long
 * would show that order for good, so it starts from nothing.
 * <p>
 * Kafka Streams commits the whole view when it has caught up at a start and when it
 * stops, but between the two only after ten thousand records. So these two times are what
 * counts, and a view that ran for a week and was killed starts from nothing, too.
 */
final class StateAge {

	private static final Logger log = LoggerFactory.getLogger(StateAge.class);

	/** Tombstones live a day longer (delete.retention.ms). */
	private static final Duration MOST = Topics.COMPACTION_LAG;

	private final Path view;

	private final Path file;

	private final InstantSource clock;

	/**
	 * Looks at nothing yet.
	 * @param view the folder with the view
	 * @param clock the time
	 */
	StateAge(Path view, InstantSource clock) {
		this.view = view;
		this.file = view.resolveSibling(view.getFileName() + ".whole-until");
		this.clock = clock;
	}

	/** Deletes a view that may lack tombstones. Before the view is opened. */
	void deleteIfOld() {
		try {
			if (Files.exists(this.view) && noted().plus(MOST).isBefore(this.clock.instant())) {
				log.warn("The view on disk is whole until {}, and what was forgotten since may still be in it; "
						+ "it is deleted and read from Kafka", noted());
				FileSystemUtils.deleteRecursively(this.view);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Instant noted() throws IOException {
		try {
			return Instant.parse(Files.readString(this.file));
		}
		catch (NoSuchFileException | DateTimeParseException ex) {
			// As an earlier release left it, or a disk that was full.
			return Instant.EPOCH;
		}
	}

	/** Notes that everything until now has been committed to disk. */
	void note() {
		try {
			Files.writeString(this.file, this.clock.instant().toString());
		}
		catch (IOException ex) {
			log.warn("Cannot note that the view is whole; after a week it will be read from Kafka anew: {}",
					ex.toString());
		}
	}

}
