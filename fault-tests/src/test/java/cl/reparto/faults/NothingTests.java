package cl.reparto.faults;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedFaults.class)
class NothingTests {

	private final Faults faults;

	NothingTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void nothing() throws Exception {
		this.faults.under("nothing", (town, traffic) -> {
			long t = System.nanoTime();
			while (System.nanoTime() - t < 8e9) {
				Thread.sleep(1000);
				System.out.println(traffic.accepted() + " " + traffic.quiet().toMillis());
			}
		});
	}

}
