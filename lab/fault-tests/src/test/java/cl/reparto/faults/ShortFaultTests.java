package cl.reparto.faults;

import java.util.Locale;

import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.local.Service;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Every kind of process dies once: what every build shows. The catalogue has the same and
 * more.
 */
@Tag("short")
@ExtendWith(SharedFaults.class)
class ShortFaultTests {

	private final Faults faults;

	ShortFaultTests(Faults faults) {
		this.faults = faults;
	}

	@ParameterizedTest
	@EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "GUILD")
	void survivesTheDeathOfAService(Service killed) throws Exception {
		int twins = (killed == Service.NOTIFICATION) ? ScriptedMail.LANES : 0;
		this.faults.under(killed.name().toLowerCase(Locale.ROOT) + "-1 killed", twins,
				(bed, traffic) -> bed.services().process(killed, 1).kill());
	}

	@Test
	void survivesTheDeathOfABroker() throws Exception {
		this.faults.under("leader of a partition killed",
				(bed, traffic) -> bed.cluster().leader("order_requests", 0).kill());
	}

}
