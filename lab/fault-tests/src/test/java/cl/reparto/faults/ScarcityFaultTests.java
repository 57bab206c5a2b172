package cl.reparto.faults;

import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * Disks are full, memory is short, no file can be opened.
 */
@ExtendWith(SharedFaults.class)
class ScarcityFaultTests {

	private static final Duration FULL = Duration.ofSeconds(10);

	private final Faults faults;

	ScarcityFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Fault(part = 3)
	void survivesAFullDiskUnderABroker() throws Exception {
		this.faults.under("disk full under a broker for 10 s", (bed, traffic) -> {
			bed.folder().brokerDisk().fill();
			traffic.goesOnFor(FULL);
			bed.folder().brokerDisk().free();
		});
	}

	@Fault(part = 1)
	void survivesAFullDiskUnderTheState() throws Exception {
		this.faults.under("disk full under the state of processing-1 for 10 s, which is killed", (bed, traffic) -> {
			bed.folder().stateDisk().fill();
			bed.services().process(Service.PROCESSING, 1).kill();
			traffic.goesOnFor(FULL);
			bed.folder().stateDisk().free();
		});
	}

	@Fault(part = 4)
	void isStartedAgainWhenItCanOpenNothing() throws Exception {
		this.faults.under("one of each service without file descriptors", ScriptedMail.LANES, (bed, traffic) -> {
			Map<StackProcess, Long> starved = firsts(bed);
			for (long pid : starved.values()) {
				new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--nofile=16:16").start().waitFor();
			}
			untilStartedAgain(starved);
		});
	}

	@Fault(part = 4)
	void isStartedAgainWhenItHasNoMemory() throws Exception {
		this.faults.under("one of each service with a heap of 8 MB", ScriptedMail.LANES, (bed, traffic) -> {
			Map<StackProcess, Long> killed = firsts(bed);
			for (StackProcess each : killed.keySet()) {
				bed.folder().options(each, "-Xms8m -Xmx8m");
				each.kill();
			}
			untilStartedAgain(killed);
			untilStartedAgain(firsts(bed));
			for (StackProcess each : killed.keySet()) {
				bed.folder().options(each, "");
			}
		});
	}

	private static void untilStartedAgain(Map<StackProcess, Long> processes) {
		processes
			.forEach((process, pid) -> await(process.name() + " is started again").until(() -> process.pid() != pid));
	}

	/** The first of each service, and its process id. */
	private static Map<StackProcess, Long> firsts(FaultBed bed) {
		return Service.OF_ORDERS.stream()
			.map((service) -> bed.services().process(service, 1))
			.collect(Collectors.toMap(Function.identity(), StackProcess::pid));
	}

}
