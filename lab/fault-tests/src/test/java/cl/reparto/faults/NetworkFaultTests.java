package cl.reparto.faults;

import java.time.Duration;
import java.util.function.Consumer;

import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.faults.net.Links;
import cl.reparto.faults.net.TcpProxy;
import cl.reparto.local.Service;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Networks are cut and swallow what they carry.
 */
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

	@Fault(part = 3)
	void takesNoOrderWhileCutFromTheBrokers() throws Exception {
		takesNoOrderWhile("request cut from all brokers for 12 s", (links) -> {
			links.isolate("request-1");
			links.isolate("request-2");
		});
	}

	@Fault(part = 4)
	void takesNoOrderWhileBrokersAreCutFromEachOther() throws Exception {
		takesNoOrderWhile("brokers cut from each other for 12 s", Links::cutBrokersFromEachOther);
	}

	private void takesNoOrderWhile(String fault, Consumer<Links> cut) throws Exception {
		this.faults.under(fault, (bed, traffic) -> {
			cut.accept(bed.links());
			long from = System.nanoTime();
			traffic.goesOnFor(CUT);
			assertThat(traffic.acceptedSince(from)).as("orders taken").isZero();
			bed.links().heal();
		});
	}

	@Fault(part = 1)
	void survivesANetworkThatSwallowsEverything() throws Exception {
		this.faults.under("request-1 and processing-1 in a black hole for 12 s", (bed, traffic) -> {
			bed.links().change("request-1", TcpProxy::stall);
			bed.links().change("processing-1", TcpProxy::stall);
			traffic.goesOnFor(CUT);
			bed.links().heal();
		});
	}

	/**
	 * Who asks both instances by turns, and says what was seen, sees no order go back.
	 * What was mailed at the moment of the cut cannot be noted, and is mailed and noted
	 * by another; who was cut off notes it once it can.
	 */
	@Fault(part = 3)
	void showsNoOldStatusWhereItIsCutFromTheBrokers() throws Exception {
		this.faults.cuttingOff("notification-2 cut from all brokers for 12 s", ScriptedMail.LANES, (bed, traffic) -> {
			bed.links().isolate("notification-2");
			traffic.goesOnFor(CUT);
			await("it says that its view may be old")
				.until(() -> !bed.services().get(Service.NOTIFICATION, 2).isReady());
			bed.links().heal();
		});
	}

	/** A coordinator of a group leads partitions, too. */
	@Fault(part = 2)
	void survivesALeaderThatOnlyClientsReach() throws Exception {
		this.faults.under("leader and coordinator of mailers cut from the other brokers for 22 s", (bed, traffic) -> {
			String leader = bed.cluster().coordinator("notification-mail").name();
			for (int id = 1; id <= 3; id++) {
				if (!leader.equals("broker-" + id)) {
					bed.links().cut(leader, "broker-" + id);
				}
			}
			traffic.goesOnFor(CUT_AND_REPLACED);
			bed.links().heal();
		});
	}

}
