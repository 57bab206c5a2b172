package cl.reparto.faults;

import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of process dies once.
 */
@ExtendWith(SharedFaults.class)
class ShortFaultTests {

	private final Faults faults;

	ShortFaultTests(Faults faults) {
		this.faults = faults;
	}

	@ParameterizedTest
	@EnumSource
	void survivesTheDeathOfAService(Service killed) throws Exception {
		int twins = (killed == Service.NOTIFICATION) ? MailRoom.LANES : 0;
		this.faults.under(killed.name().toLowerCase(java.util.Locale.ROOT) + "-1 killed", twins, (town, traffic) -> {
			StackProcess victim = town.service(killed, 1);
			victim.kill();
		});
	}

	@Test
	void survivesTheDeathOfABroker() throws Exception {
		this.faults.under("leader of a partition killed", (town, traffic) -> town.leader("order_requests", 0).kill());
	}

}
