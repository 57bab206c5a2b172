package cl.reparto.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.faults.traffic.Traffic;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * Services die, freeze, stop and lose what they had on disk.
 */
@ExtendWith(SharedFaults.class)
class ServiceFaultTests {

	/** Beyond the time-outs of sessions and transactions, 10 s each. */
	private static final Duration FREEZE = Duration.ofSeconds(18);

	private final Faults faults;

	ServiceFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Fault(part = Fault.AS_IN_THE_SHORT_SET)
	void survivesTwentyDeathsOfProcessing() throws Exception {
		this.faults.under("processing killed (-9) 20 times, both instances at once", (bed, traffic) -> {
			for (int time = 0; time < 10; time++) {
				kill(traffic, bed.services().get(Service.PROCESSING, 1), bed.services().get(Service.PROCESSING, 2));
			}
		});
	}

	@Fault(part = Fault.AS_IN_THE_SHORT_SET)
	void survivesFourDeathsOfRequest() throws Exception {
		this.faults.under("request killed (-9) 4 times, by turns",
				(bed, traffic) -> killByTurns(bed, traffic, Service.REQUEST));
	}

	@Fault(part = Fault.AS_IN_THE_SHORT_SET)
	void survivesFourDeathsOfNotification() throws Exception {
		this.faults.under("notification killed (-9) 4 times, by turns", 4 * ScriptedMail.LANES,
				(bed, traffic) -> killByTurns(bed, traffic, Service.NOTIFICATION));
	}

	private static void killByTurns(FaultBed bed, Traffic traffic, Service service) throws InterruptedException {
		for (int time = 0; time < 4; time++) {
			kill(traffic, bed.services().get(service, 1 + time % 2));
		}
	}

	/** In the midst of their work, to start again at once. */
	private static void kill(Traffic traffic, StackService... victims) throws InterruptedException {
		List<StackService> all = List.of(victims);
		await("they are ready").until(() -> all.stream().allMatch(StackService::isReady));
		traffic.goesOnFor(Duration.ofMillis(500));
		all.forEach((each) -> each.process().takeDown());
		all.forEach((each) -> each.process().start());
	}

	@Fault(part = 3)
	void survivesTheDeathOfAllInstances() throws Exception {
		this.faults.under("all of processing and notification killed (-9)", 2 * ScriptedMail.LANES, (bed, traffic) -> {
			List<StackProcess> all = stateful(bed);
			all.forEach(StackProcess::takeDown);
			traffic.goesOnFor(Duration.ofSeconds(3));
			all.forEach(StackProcess::start);
		});
	}

	@Fault(part = 4)
	void survivesTheLossOfAllState() throws Exception {
		this.faults.under("all of processing and notification killed (-9), state deleted", 2 * ScriptedMail.LANES,
				(bed, traffic) -> {
					List<StackProcess> all = stateful(bed);
					all.forEach(StackProcess::takeDown);
					for (StackProcess each : all) {
						empty(bed.state(each));
					}
					all.forEach(StackProcess::start);
				});
	}

	/** Only an orderly stop leaves state that is believed at the next start. */
	@Fault(part = 3)
	void survivesTruncatedState() throws Exception {
		this.faults.under("all of processing and notification stopped (TERM), state files cut in half",
				(bed, traffic) -> {
					List<StackProcess> all = stateful(bed);
					stopAtOnce(all);
					for (StackProcess each : all) {
						cutInHalf(bed.state(each));
					}
					all.forEach(StackProcess::start);
				});
	}

	@Fault(part = 2)
	void fencesAFrozenInstanceOfProcessing() throws Exception {
		this.faults.under("processing-1 frozen (STOP) for 18 s", (bed, traffic) -> {
			StackProcess frozen = bed.services().process(Service.PROCESSING, 1);
			frozen.pause();
			traffic.goesOnFor(FREEZE);
			frozen.resume();
		});
	}

	@Fault(part = 2)
	void survivesAnOrderlyStop() throws Exception {
		this.faults.under("one of each service stopped (TERM) and started", (bed, traffic) -> {
			for (Service service : Service.OF_ORDERS) {
				bed.services().process(service, 1).restart();
			}
		});
	}

	@Fault(part = 1)
	void growsAndShrinks() throws Exception {
		this.faults.under("every service from 1 to 3 to 1 instances", (bed, traffic) -> {
			leave(bed, traffic, 2);
			join(bed, 2, 3);
			leave(bed, traffic, 2, 3);
			join(bed, 2);
		});
	}

	/** All that belongs to it follows by itself, and nobody has to start anything. */
	@Fault(part = 4)
	void followsATopicThatSomebodyHasGrown() throws Exception {
		this.faults.under("order_requests grown by hand, from 5 to 10 partitions", (bed, traffic) -> {
			bed.cluster().grow("order_requests", 10);
			await("the others follow")
				.until(() -> Stream.of("order_processing", "order_notifications", "processing-service-orders-changelog")
					.allMatch((topic) -> bed.cluster().partitions(topic) == 10));
			traffic.goesOnFor(Duration.ofSeconds(20));
		});
	}

	private static void leave(FaultBed bed, Traffic traffic, int... numbers) throws InterruptedException {
		List<StackProcess> leaving = new ArrayList<>();
		for (Service service : Service.OF_ORDERS) {
			for (int number : numbers) {
				bed.services().without(service, number);
				leaving.add(bed.services().process(service, number));
			}
		}
		stopAtOnce(leaving);
		traffic.goesOnFor(Duration.ofSeconds(3));
	}

	private static void stopAtOnce(List<StackProcess> processes) {
		try (ExecutorService each = Executors.newVirtualThreadPerTaskExecutor()) {
			processes.forEach((process) -> each.execute(process::stop));
		}
	}

	private static void join(FaultBed bed, int... numbers) {
		for (Service service : Service.OF_ORDERS) {
			for (int number : numbers) {
				bed.services().with(service, number);
				bed.services().process(service, number).start();
			}
		}
		await("all are ready").until(bed::isWell);
	}

	/** All that keep something on disk. */
	private static List<StackProcess> stateful(FaultBed bed) {
		return List.of(bed.services().process(Service.PROCESSING, 1), bed.services().process(Service.PROCESSING, 2),
				bed.services().process(Service.NOTIFICATION, 1), bed.services().process(Service.NOTIFICATION, 2));
	}

	/** All but the folder itself, which may be a disk. */
	private static void empty(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.skip(1).sorted(Comparator.reverseOrder()).toList()) {
				Files.delete(file);
			}
		}
	}

	private static void cutInHalf(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.filter((each) -> Files.isRegularFile(each)).toList()) {
				try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
					channel.truncate(channel.size() / 2);
				}
			}
		}
	}

}
