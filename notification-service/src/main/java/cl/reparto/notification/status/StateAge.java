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
 * <p>
 * So does a view that was made by another release or for other settings: it has what was
 * told then. A release before this one cannot read the file, and starts from nothing.
 */
final class StateAge {

	private static final Logger log = LoggerFactory.getLogger(StateAge.class);

	/** Tombstones live a day longer (delete.retention.ms). */
	private static final Duration MOST = Topics.COMPACTION_LAG;

	private final Path view;

	private final Path file;

	private final String maker;

	private final InstantSource clock;

	/**
	 * Looks at nothing yet.
	 * @param view the folder with the view
	 * @param maker what the view depends on beside the topic: its layout and settings
	 * @param clock the time
	 */
	StateAge(Path view, String maker, InstantSource clock) {
		this.view = view;
		this.file = view.resolveSibling(view.getFileName() + ".whole-until");
		this.maker = maker;
		this.clock = clock;
	}

	/** Deletes a view that may lack tombstones. Before the view is opened. */
	void deleteIfOld() {
		try {
			if (!Files.exists(this.view)) {
				return;
			}
			Note note = noted();
			if (note.wholeUntil().plus(MOST).isBefore(this.clock.instant())) {
				log.warn("The view on disk is whole until {}, and what was forgotten since may still be in it; "
						+ "it is deleted and read from Kafka", note.wholeUntil());
				FileSystemUtils.deleteRecursively(this.view);
			}
			else if (!note.maker().equals(this.maker)) {
				log.info("The view on disk was made by another release or for other settings; it is read from Kafka");
				FileSystemUtils.deleteRecursively(this.view);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private Note noted() throws IOException {
		try {
			String[] lines = Files.readString(this.file).split("\\n", 2);
			return new Note(Instant.parse(lines[0]), (lines.length == 2) ? lines[1] : "");
		}
		catch (NoSuchFileException | DateTimeParseException ex) {
			// As an earlier release left it, or a disk that was full.
			return new Note(Instant.EPOCH, "");
		}
	}

	/** Notes that everything until now has been committed to disk. */
	void note() {
		try {
			Files.writeString(this.file, this.clock.instant() + "\n" + this.maker);
		}
		catch (IOException ex) {
			log.warn("Cannot note that the view is whole; after a week it will be read from Kafka anew: {}",
					ex.toString());
		}
	}

	private record Note(Instant wholeUntil, String maker) {
	}

}
