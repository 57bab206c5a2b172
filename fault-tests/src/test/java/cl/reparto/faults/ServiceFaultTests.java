package cl.reparto.faults;

import java.time.Duration;

import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
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


	private final Faults faults;

	ServiceFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void survivesTwentyDeathsOfProcessing() throws Exception {
		this.faults.under("processing killed (-9), 20 times, by turns", (town, traffic) -> {
			for (int time = 0; time < 20; time++) {
				StackProcess victim = town.service(Service.PROCESSING, 1 + time % 2);
				until("it runs", victim::isAlive);
				victim.kill();
				pass(Duration.ofSeconds(2));
			}
		});
	}

}
