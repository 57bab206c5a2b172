package cl.reparto.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.Waiting.pass;
import static cl.reparto.faults.Waiting.until;

/**
 * Services die, freeze, stop and lose what they had on disk.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
class ServiceFaultTests {

	/** Beyond the time-outs of sessions and transactions, 10 s each. */
	private static final Duration FREEZE = Duration.ofSeconds(25);

	private final Faults faults;

	ServiceFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void survivesTwentyDeathsOfProcessing() throws Exception {
		this.faults.under("processing killed (-9) 20 times, both instances at once", (town, traffic) -> {
			for (int time = 0; time < 10; time++) {
				kill(town.stack().service(Service.PROCESSING, 1), town.stack().service(Service.PROCESSING, 2));
			}
		});
		this.faults.leave();
	}

	@Test
	void survivesFourDeathsOfRequest() throws Exception {
		this.faults.under("request killed (-9) 4 times, by turns",
				(town, traffic) -> killByTurns(town, Service.REQUEST));
	}

	@Test
	void survivesFourDeathsOfNotification() throws Exception {
		this.faults.under("notification killed (-9) 4 times, by turns", 4 * MailRoom.LANES,
				(town, traffic) -> killByTurns(town, Service.NOTIFICATION));
	}

	private static void killByTurns(Town town, Service service) throws InterruptedException {
		for (int time = 0; time < 4; time++) {
			kill(town.stack().service(service, 1 + time % 2));
		}
	}

	/** In the midst of their work, to start again at once. */
	private static void kill(StackService... victims) throws InterruptedException {
		List<StackService> all = List.of(victims);
		until("they are ready", () -> all.stream().allMatch(StackService::isReady));
		pass(Duration.ofMillis(500));
		all.forEach((each) -> each.process().takeDown());
		all.forEach((each) -> each.process().start());
	}

	@Test
	void survivesTheDeathOfAllInstances() throws Exception {
		this.faults.under("all of processing and notification killed (-9)", 2 * MailRoom.LANES, (town, traffic) -> {
			List<StackProcess> all = stateful(town);
			all.forEach(StackProcess::takeDown);
			pass(Duration.ofSeconds(3));
			all.forEach(StackProcess::start);
		});
	}

	@Test
	void survivesTheLossOfAllState() throws Exception {
		this.faults.under("all of processing and notification killed (-9), state deleted", 2 * MailRoom.LANES,
				(town, traffic) -> {
					List<StackProcess> all = stateful(town);
					all.forEach(StackProcess::takeDown);
					for (StackProcess each : all) {
						empty(town.state(each));
					}
					all.forEach(StackProcess::start);
				});
	}

	/** Only an orderly stop leaves state that is believed at the next start. */
	@Test
	void survivesTruncatedState() throws Exception {
		this.faults.under("all of processing and notification stopped (TERM), state files cut in half",
				(town, traffic) -> {
					List<StackProcess> all = stateful(town);
					all.forEach(StackProcess::stop);
					for (StackProcess each : all) {
						cutInHalf(town.state(each));
					}
					all.forEach(StackProcess::start);
				});
	}

	@Test
	void fencesAFrozenInstanceOfProcessing() throws Exception {
		this.faults.under("processing-1 frozen (STOP) for 25 s", (town, traffic) -> {
			StackProcess frozen = town.service(Service.PROCESSING, 1);
			frozen.pause();
			pass(FREEZE);
			frozen.resume();
		});
	}

	@Test
	void survivesAnOrderlyStop() throws Exception {
		this.faults.under("one of each service stopped (TERM) and started", (town, traffic) -> {
			for (Service service : Service.values()) {
				town.service(service, 1).restart();
			}
		});
	}

	@Test
	void growsAndShrinks() throws Exception {
		this.faults.under("every service from 1 to 3 to 1 instances", (town, traffic) -> {
			leave(town, 2);
			join(town, 2, 3);
			leave(town, 2, 3);
			join(town, 2);
		});
	}

	private static void leave(Town town, int... numbers) throws InterruptedException {
		for (Service service : Service.values()) {
			for (int number : numbers) {
				town.without(service, number);
				town.service(service, number).stop();
			}
		}
		pass(Duration.ofSeconds(3));
	}

	private static void join(Town town, int... numbers) {
		for (Service service : Service.values()) {
			for (int number : numbers) {
				town.with(service, number);
				town.service(service, number).start();
			}
		}
		until("all are ready", town::isWell);
	}

	/** All that keep something on disk. */
	private static List<StackProcess> stateful(Town town) {
		return List.of(town.service(Service.PROCESSING, 1), town.service(Service.PROCESSING, 2),
				town.service(Service.NOTIFICATION, 1), town.service(Service.NOTIFICATION, 2));
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
