package cl.reparto.local.start;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

import static java.nio.file.StandardOpenOption.WRITE;

/**
 * A process that takes a second to make a cache anew, which it then says is of a far day.
 */
final class OtherMaker {

	static final String BUSY = "busy";

	static final FileTime MADE = FileTime.from(Instant.parse("2099-01-01T00:00:00Z"));

	private OtherMaker() {
	}

	/** Makes the cache at the path that it is given. */
	public static void main(String[] args) throws IOException, InterruptedException {
		Path cache = Path.of(args[0]);
		try (FileChannel file = FileChannel.open(cache.resolveSibling("lock"), WRITE); FileLock _ = file.lock()) {
			System.out.println(BUSY);
			Thread.sleep(1_000);
			Files.setLastModifiedTime(cache, MADE);
		}
	}

}
