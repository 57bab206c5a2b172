package cl.reparto.faults;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

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
		this.faults.under("processing killed (-9) 20 times, by turns",
				(town, traffic) -> killByTurns(town, Service.PROCESSING, 20));
	}

	@Test
	void survivesFiveDeathsOfRequest() throws Exception {
		this.faults.under("request killed (-9) 5 times, by turns",
				(town, traffic) -> killByTurns(town, Service.REQUEST, 5));
	}

	@Test
	void survivesFiveDeathsOfNotification() throws Exception {
		this.faults.under("notification killed (-9) 5 times, by turns", 5 * MailRoom.LANES,
				(town, traffic) -> killByTurns(town, Service.NOTIFICATION, 5));
	}

	private static void killByTurns(Town town, Service service, int times) throws InterruptedException {
		for (int time = 0; time < times; time++) {
			StackProcess victim = town.service(service, 1 + time % 2);
			until("it runs", victim::isAlive);
			victim.kill();
			pass(Duration.ofSeconds(2));
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "PROCESSING", "NOTIFICATION" })
	void survivesTheDeathOfAllInstances(Service service) throws Exception {
		this.faults.under("all of " + name(service) + " killed (-9)", twins(service), (town, traffic) -> {
			List<StackProcess> all = both(town, service);
			all.forEach(StackProcess::takeDown);
			pass(Duration.ofSeconds(3));
			all.forEach(StackProcess::start);
		});
	}

	@ParameterizedTest
	@EnumSource(names = { "PROCESSING", "NOTIFICATION" })
	void survivesTheLossOfAllState(Service service) throws Exception {
		this.faults.under("all of " + name(service) + " killed (-9), state deleted", twins(service),
				(town, traffic) -> {
					List<StackProcess> all = both(town, service);
					all.forEach(StackProcess::takeDown);
					for (StackProcess each : all) {
						delete(town.state(each));
					}
					all.forEach(StackProcess::start);
				});
	}

	/** Only an orderly stop leaves state that is believed at the next start. */
	@ParameterizedTest
	@EnumSource(names = { "PROCESSING", "NOTIFICATION" })
	void survivesTruncatedState(Service service) throws Exception {
		this.faults.under("all of " + name(service) + " stopped (TERM), state files cut in half", (town, traffic) -> {
			List<StackProcess> all = both(town, service);
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

	@ParameterizedTest
	@EnumSource
	void survivesAnOrderlyStop(Service service) throws Exception {
		this.faults.under(name(service) + "-1 stopped (TERM) and started",
				(town, traffic) -> town.service(service, 1).restart());
	}

	@ParameterizedTest
	@EnumSource
	void growsAndShrinks(Service service) throws Exception {
		this.faults.under(name(service) + " from 2 to 1 to 3 to 2", (town, traffic) -> {
			town.without(service, 2);
			town.service(service, 2).stop();
			pass(Duration.ofSeconds(3));
			town.with(service, 2);
			town.with(service, 3);
			town.service(service, 2).start();
			town.service(service, 3).start();
			until("all three are ready", town::isWell);
			pass(Duration.ofSeconds(3));
			town.without(service, 3);
			town.service(service, 3).stop();
		});
	}

	private static List<StackProcess> both(Town town, Service service) {
		return List.of(town.service(service, 1), town.service(service, 2));
	}

	private static int twins(Service killed) {
		return (killed == Service.NOTIFICATION) ? 2 * MailRoom.LANES : 0;
	}

	private static String name(Service service) {
		return service.name().toLowerCase(Locale.ROOT);
	}

	private static void delete(Path folder) throws IOException {
		try (Stream<Path> files = Files.walk(folder)) {
			for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
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
