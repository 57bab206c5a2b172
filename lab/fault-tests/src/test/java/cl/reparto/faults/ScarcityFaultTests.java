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

	private static final Duration FULL = Duration.ofSeconds(10);

	private final Faults faults;

	ScarcityFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void survivesAFullDiskUnderABroker() throws Exception {
		this.faults.under("disk full under a broker for 10 s", (town, traffic) -> {
			this.faults.ground().brokerDisk().fill();
			pass(FULL);
			this.faults.ground().brokerDisk().free();
		});
	}

	@Test
	void survivesAFullDiskUnderTheState() throws Exception {
		this.faults.under("disk full under the state of processing-1 for 10 s, which is killed", (town, traffic) -> {
			this.faults.ground().stateDisk().fill();
			town.service(Service.PROCESSING, 1).kill();
			pass(FULL);
			this.faults.ground().stateDisk().free();
		});
	}

	@Test
	void isStartedAgainWhenItCanOpenNothing() throws Exception {
		this.faults.under("one of each service without file descriptors", MailRoom.LANES, (town, traffic) -> {
			Map<StackProcess, Long> starved = firsts(town);
			for (long pid : starved.values()) {
				new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=16:16").start().waitFor();
			}
			untilStartedAgain(starved);
		});
	}

	@Test
	void isStartedAgainWhenItHasNoMemory() throws Exception {
		this.faults.under("one of each service with a heap of 8 MB", MailRoom.LANES, (town, traffic) -> {
			Map<StackProcess, Long> killed = firsts(town);
			for (StackProcess each : killed.keySet()) {
				this.faults.ground().heap(each, "-Xms8m -Xmx8m");
				each.kill();
			}
			untilStartedAgain(killed);
			untilStartedAgain(firsts(town));
			for (StackProcess each : killed.keySet()) {
				this.faults.ground().heap(each, "");
			}
		});
	}

	private static void untilStartedAgain(Map<StackProcess, Long> processes) {
		processes.forEach((process, pid) -> until(process.name() + " is started again", () -> process.pid() != pid));
	}

	/** The first of each service, and its process id. */
	private static Map<StackProcess, Long> firsts(Town town) {
		return Stream.of(Service.values())
			.map((service) -> town.service(service, 1))
			.collect(Collectors.toMap(Function.identity(), StackProcess::pid));
	}

}
