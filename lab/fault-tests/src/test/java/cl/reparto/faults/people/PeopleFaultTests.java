package cl.reparto.faults.people;

import java.time.Duration;

import cl.reparto.faults.Fault;
import cl.reparto.faults.Faults;
import cl.reparto.faults.SharedFaults;
import cl.reparto.faults.audit.Deed.Told;
import cl.reparto.faults.bed.FaultBed;
import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.faults.traffic.Traffic;
import cl.reparto.local.Service;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Services and brokers die while customers cancel and the shop moves, delays and recalls.
 */
@ExtendWith(SharedFaults.class)
class PeopleFaultTests {

	private static final int ACTED_ON_PER_SECOND = 10;

	private static final int DEATHS = Integer.getInteger("faults.deaths", 4);

	private final Faults faults;

	PeopleFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Fault(part = 1)
	void survivesDeathsOfProcessingWhilePeopleAct() throws Exception {
		this.faults.under("processing killed (-9) " + 2 * DEATHS + " times, both instances at once, while people act",
				(bed, traffic) -> {
					actUpon(bed, () -> {
						for (int time = 0; time < DEATHS; time++) {
							kill(traffic, bed.services().get(Service.PROCESSING, 1),
									bed.services().get(Service.PROCESSING, 2));
						}
					});
				});
	}

	@Fault(part = 2)
	void survivesDeathsOfNotificationWhilePeopleAct() throws Exception {
		this.faults.under("notification killed (-9) " + DEATHS + " times, by turns, while people act",
				DEATHS * ScriptedMail.LANES, (bed, traffic) -> actUpon(bed, () -> {
					for (int time = 0; time < DEATHS; time++) {
						kill(traffic, bed.services().get(Service.NOTIFICATION, 1 + time % 2));
					}
				}));
	}

	@Fault(part = 4)
	void survivesTheDeathOfABrokerThatTakesCommandsWhilePeopleAct() throws Exception {
		this.faults.under("leader of a partition of order_commands killed (-9), while people act",
				(bed, traffic) -> actUpon(bed, () -> {
					bed.cluster().leader("order_commands", 0).kill();
					traffic.goesOnFor(Duration.ofSeconds(3));
					await("every replica has everything again").until(bed.cluster()::isInSync);
				}));
	}

	/** Lets people act on orders of their own, before, during and after. */
	private static void actUpon(FaultBed bed, Deaths deaths) throws Exception {
		People people = new People(bed);
		try (Traffic acted = bed.traffic("acted-" + System.nanoTime(), ACTED_ON_PER_SECOND, people::meet)) {
			deaths.happen();
			// On a full machine most are to look later, which the audit does.
			await("people are told what becomes of it").untilAsserted(
					() -> assertThat(people.told(Told.DONE) + people.told(Told.REFUSED) + people.told(Told.LATER))
						.as(people::toString)
						.isGreaterThan(40));
			acted.stop(Duration.ofSeconds(20));
		}
		System.out.println(people);
	}

	/** In the midst of their work, to start again at once. */
	private static void kill(Traffic traffic, StackService... victims) throws InterruptedException {
		await("they are ready").until(() -> {
			for (StackService each : victims) {
				if (!each.isReady()) {
					return false;
				}
			}
			return true;
		});
		traffic.goesOnFor(Duration.ofSeconds(1));
		for (StackService each : victims) {
			each.process().takeDown();
		}
		for (StackService each : victims) {
			each.process().start();
		}
	}

	/** What happens to services meanwhile. */
	@FunctionalInterface
	private interface Deaths {

		void happen() throws Exception;

	}

}
