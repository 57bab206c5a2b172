package cl.reparto.faults.age;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;

import cl.reparto.faults.bed.FaultBed;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.StackProcess;
import org.junit.jupiter.api.Assumptions;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * A clock for all processes of a bed, the brokers' too, that is set forward while none of
 * them runs: libfaketime of Debian's package {@code faketime}. Durations stay as they are
 * in production. With a clock that runs faster, time-outs of seconds would be of
 * milliseconds; settings that are shorter, services refuse where promises rest on them.
 *
 * @param library what processes load first
 * @param file by how much it is ahead, read by each process at its start
 */
record SteppedClock(Path library, Path file) implements ProcessOverrides {

	/**
	 * A clock that is right. Where libfaketime is not there, the test that asks is
	 * skipped.
	 * @param folder where to keep the time
	 */
	static SteppedClock in(Path folder) throws IOException {
		try (Stream<Path> files = Files.find(Path.of("/usr/lib"), 3,
				(each, _) -> each.endsWith("libfaketimeMT.so.1"))) {
			Path library = files.findFirst().orElseGet(() -> {
				String line = "Age is not tested: apt-get install faketime (libfaketimeMT.so.1)";
				System.out.println(line);
				return Assumptions.abort(line);
			});
			Path file = Files.createDirectories(folder).toAbsolutePath().resolve("clock");
			Files.writeString(file, "+0");
			return new SteppedClock(library, file);
		}
	}

	@Override
	public Map<String, String> environment(String process) {
		// Who waits for a time waits as long as ever: with its fix for another libc, a
		// JVM's Object.wait() would end at once.
		return Map.of("LD_PRELOAD", this.library.toString(), "FAKETIME_TIMESTAMP_FILE", this.file.toString(),
				"FAKETIME_DONT_FAKE_MONOTONIC", "1", "FAKETIME_FORCE_MONOTONIC_FIX", "0", "NO_FAKE_STAT", "1");
	}

	/** As below, with nothing to do meanwhile. */
	void forward(FaultBed bed, Duration time) {
		forward(bed, time, () -> {
		});
	}

	/**
	 * Kills all that runs (-9) and starts it that much later, and waits until all is
	 * well.
	 * @param beforeServicesStart what is done while only the brokers are there
	 */
	void forward(FaultBed bed, Duration time, Runnable beforeServicesStart) {
		bed.services().present().forEach(StackProcess::takeDown);
		bed.brokers().forEach(StackProcess::takeDown);
		set(time);
		bed.brokers().forEach(StackProcess::start);
		await("brokers have everything").until(bed.cluster()::isInSync);
		beforeServicesStart.run();
		bed.services().present().forEach(StackProcess::start);
		await("all is well " + time.toHours() + " hours later").until(bed::isWell);
	}

	private void set(Duration later) {
		try {
			long ahead = Long.parseLong(Files.readString(this.file).substring(1));
			Files.writeString(this.file, "+" + (ahead + later.toSeconds()));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
