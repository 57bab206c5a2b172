package cl.reparto.load;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import cl.reparto.local.StackService;

/**
 * What a process of a service takes.
 */
final class Footprint {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private Footprint() {
	}

	/**
	 * Starts a service.
	 * @return how long it takes from the start of its JVM until it is ready
	 * @throws IOException if that is more than a minute
	 */
	static double secondsToReady(StackService service) throws IOException, InterruptedException {
		long begin = System.nanoTime();
		service.process().start();
		while (!service.isReady()) {
			if (System.nanoTime() - begin > LIMIT.toNanos()) {
				throw new IOException(service.process().name() + " does not get ready; see " + service.process().log());
			}
			Thread.sleep(PAUSE);
		}
		return (System.nanoTime() - begin) / 1e9;
	}

	/** How much memory a process has just now, files that it has mapped included. */
	static double residentMegabytes(StackService service) throws IOException {
		Path status = Path.of("/proc", Long.toString(service.process().pid()), "status");
		String resident = Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.findFirst()
			.orElseThrow();
		return Double.parseDouble(resident.replaceAll("\\D", "")) / 1024;
	}

}
