package cl.reparto.service.streams;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.format.DateTimeParseException;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.util.FileSystemUtils;

/**
 * Until when the view on disk is whole, kept in a file beside it. The tombstone of what
 * is forgotten may be gone from the topic some time after: a view that slept for so long
 * would show it for good, so it starts from nothing.
 * <p>
 * Kafka Streams commits the whole view when it has caught up at a start and when it
 * stops, but between the two only after ten thousand records. So these two times are what
 * counts, and a view that ran for longer and was killed starts from nothing, too.
 * <p>
 * So does a view that was made by another release or for other settings: it has what was
 * told then. A release before this one cannot read the file, and starts from nothing.
 */
public final class StateAge {

	private static final Logger log = LoggerFactory.getLogger(StateAge.class);

	private final Path view;

	private final Path file;

	private final Duration most;

	private final String maker;

	private final InstantSource clock;

	/**
	 * Looks at nothing yet.
	 * @param view the folder with the view
	 * @param most how old it may be: less than tombstones are sure to live, since it is
	 * yet to be read on
	 * @param maker what the view depends on beside the topic: its layout and settings
	 * @param clock the time
	 */
	public StateAge(Path view, Duration most, String maker, InstantSource clock) {
		this.view = view;
		this.file = view.resolveSibling(view.getFileName() + ".whole-until");
		this.most = most;
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
			if (note.wholeUntil().plus(this.most).isBefore(this.clock.instant())) {
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
		note(this.clock.instant());
	}

	/** Notes that everything until then has been committed to disk. */
	void note(Instant wholeUntil) {
		try {
			Files.writeString(this.file, wholeUntil + "\n" + this.maker);
		}
		catch (IOException ex) {
			log.warn("Cannot note that the view is whole; after {} h it will be read from Kafka anew: {}",
					this.most.toHours(), ex.toString());
		}
	}

	private record Note(Instant wholeUntil, String maker) {
	}

}
