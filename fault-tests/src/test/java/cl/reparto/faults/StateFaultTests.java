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
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.Waiting.pass;

/**
 * What processing and notification keep on disk is lost, or all of them at once. First
 * among the faults, since whoever starts from nothing reads every order there was.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
class StateFaultTests {

	private final Faults faults;

	StateFaultTests(Faults faults) {
		this.faults = faults;
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
