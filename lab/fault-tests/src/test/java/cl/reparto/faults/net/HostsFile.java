package cl.reparto.faults.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;

/** The names that a JVM knows, all of them, in a file. */
record HostsFile(Path path) {

	/**
	 * Not by {@code InetAddress}, which would look it up among the names that we know.
	 */
	private static final Path OWN_NAME = Path.of("/proc/sys/kernel/hostname");

	/** What makes a JVM go by this file. */
	String option() {
		return "-Djdk.net.hosts.file=" + this.path;
	}

	/** Writes addresses by names. This machine is always among them. */
	void write(Map<String, String> addresses) {
		try {
			Stream<String> always = Stream.of("127.0.0.1 localhost", "127.0.0.1 " + Files.readString(OWN_NAME).strip());
			Stream<String> more = addresses.entrySet().stream().map((each) -> each.getValue() + " " + each.getKey());
			Files.write(this.path, Stream.concat(always, more).toList());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
