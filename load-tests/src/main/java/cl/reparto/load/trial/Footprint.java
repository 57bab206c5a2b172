package cl.reparto.load.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

import cl.reparto.local.StackService;

import static org.awaitility.Awaitility.await;

/**
 * What a process of a service takes.
 *
 * @param service the service
 */
public record Footprint(StackService service) {

	private static final Duration PAUSE = Duration.ofMillis(20);

	/**
	 * Starts the service.
	 * @return how long it takes from the start of its JVM until it is ready
	 * @throws org.awaitility.core.ConditionTimeoutException if that is more than a minute
	 */
	public double secondsToReady() {
		long begin = System.nanoTime();
		this.service.process().start();
		await(this.service.process().name() + " gets ready; see " + this.service.process().log())
			.pollDelay(Duration.ZERO)
			.pollInterval(PAUSE)
			.atMost(Duration.ofMinutes(1))
			.until(this.service::isReady);
		return (System.nanoTime() - begin) / 1e9;
	}

	/**
	 * How much memory the process has just now, files that it has mapped included.
	 * @throws IOException if it has ended
	 */
	public double residentMegabytes() throws IOException {
		Path status = Path.of("/proc", Long.toString(this.service.process().pid()), "status");
		String resident = Files.readAllLines(status)
			.stream()
			.filter((line) -> line.startsWith("VmRSS:"))
			.findFirst()
			.orElseThrow();
		return Double.parseDouble(resident.replaceAll("\\D", "")) / 1024;
	}

}
