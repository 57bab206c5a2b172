package cl.reparto.faults;

import java.time.Duration;
import java.util.function.Consumer;

import cl.reparto.faults.net.Links;
import cl.reparto.faults.net.TcpProxy;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.Waiting.pass;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Networks are cut and swallow what they carry.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
class NetworkFaultTests {

	/** Beyond the delivery time-out of a request, 3 s, and the sessions of brokers. */
	private static final Duration CUT = Duration.ofSeconds(12);

	/**
	 * Long enough for who was cut off to have a successor and not to know it, and for
	 * groups to expire there while their members still talk to the old coordinator.
	 */
	private static final Duration CUT_AND_REPLACED = Duration.ofSeconds(22);

	private final Faults faults;

	NetworkFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void takesNoOrderWhileCutFromTheBrokers() throws Exception {
		takesNoOrderWhile("request cut from all brokers for 12 s", (links) -> {
			links.isolate("request-1");
			links.isolate("request-2");
		});
	}

	@Test
	void takesNoOrderWhileBrokersAreCutFromEachOther() throws Exception {
		takesNoOrderWhile("brokers cut from each other for 12 s", Links::cutBrokersFromEachOther);
	}

	private void takesNoOrderWhile(String fault, Consumer<Links> cut) throws Exception {
		this.faults.under(fault, (town, traffic) -> {
			cut.accept(town.links());
			long from = System.nanoTime();
			pass(CUT);
			assertThat(traffic.acceptedSince(from)).as("orders taken").isZero();
			town.links().heal();
		});
	}

	@Test
	void survivesANetworkThatSwallowsEverything() throws Exception {
		this.faults.under("request-1 and processing-1 in a black hole for 12 s", (town, traffic) -> {
			town.links().change("request-1", TcpProxy::stall);
			town.links().change("processing-1", TcpProxy::stall);
			pass(CUT);
			town.links().heal();
		});
	}

	/** A coordinator of a group leads partitions, too. */
	@Test
	void survivesALeaderThatOnlyClientsReach() throws Exception {
		this.faults.under("leader and coordinator of mailers cut from the other brokers for 22 s", (town, traffic) -> {
			String leader = town.coordinator("notification-mail").name();
			for (int id = 1; id <= 3; id++) {
				if (!leader.equals("broker-" + id)) {
					town.links().cut(leader, "broker-" + id);
				}
			}
			pass(CUT_AND_REPLACED);
			town.links().heal();
		});
	}

}
