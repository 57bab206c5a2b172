package cl.reparto.faults;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.Waiting.pass;
import static cl.reparto.faults.Waiting.until;

/**
 * Disks are full, memory is short, no file can be opened.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
class ScarcityFaultTests {

	/** The mailer's lanes: as many mails may be under way when it dies. */
	private static final int LANES = 8;

	private static final Duration FULL = Duration.ofSeconds(10);

	private final Faults faults;

	ScarcityFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void survivesAFullDiskUnderABroker() throws Exception {
		this.faults.under("disk full under a broker for 10 s", (town, traffic) -> {
			this.faults.brokerDisk().fill();
			pass(FULL);
			this.faults.brokerDisk().free();
		});
	}

	@Test
	void survivesAFullDiskUnderTheState() throws Exception {
		this.faults.under("disk full under the state of processing-1 for 10 s, which is killed", (town, traffic) -> {
			this.faults.stateDisk().fill();
			town.service(Service.PROCESSING, 1).kill();
			pass(FULL);
			this.faults.stateDisk().free();
		});
	}

	@Test
	void isStartedAgainWhenItCanOpenNothing() throws Exception {
		this.faults.under("one of each service without file descriptors", LANES, (town, traffic) -> {
			Map<StackProcess, Long> starved = firsts(town);
			for (long pid : starved.values()) {
				new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=16:16").start().waitFor();
			}
			starved.forEach((process, pid) -> until(process.name() + " is started again", () -> process.pid() != pid));
		});
	}

	@Test
	void isStartedAgainUntilItHasMemory() throws Exception {
		this.faults.under("one of each service with a heap of 20 MB", LANES, (town, traffic) -> {
			for (StackProcess each : firsts(town).keySet()) {
				this.faults.heap(each, "-Xmx20m");
				each.kill();
				until("it is started", each::isAlive);
			}
			Map<StackProcess, Long> cramped = firsts(town);
			cramped.forEach((process, pid) -> until(process.name() + " is started again", () -> process.pid() != pid));
			for (StackProcess each : cramped.keySet()) {
				this.faults.heap(each, "");
			}
		});
	}

	/** The first of each service, and its process id. */
	private static Map<StackProcess, Long> firsts(Town town) {
		return Stream.of(Service.values())
			.map((service) -> town.service(service, 1))
			.collect(Collectors.toMap(Function.identity(), StackProcess::pid));
	}

}
