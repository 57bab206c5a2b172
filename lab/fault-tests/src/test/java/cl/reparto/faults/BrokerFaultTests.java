package cl.reparto.faults;

import java.time.Duration;
import java.util.List;

import cl.reparto.faults.bed.ScriptedMail;
import cl.reparto.local.StackProcess;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Brokers die, freeze and stop.
 */
@ExtendWith(SharedFaults.class)
class BrokerFaultTests {

	/**
	 * Longer than a session of a broker with its controllers, 3 s, so that it is fenced,
	 * and than those of its clients, 10 s.
	 */
	private static final Duration FREEZE = Duration.ofSeconds(15);

	/** Longer than the delivery time-out of a request, 3 s. */
	private static final Duration DEAD = Duration.ofSeconds(6);

	/** By now the others know that a broker is gone. */
	private static final Duration NOTICED = Duration.ofSeconds(3);

	private final Faults faults;

	BrokerFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Fault(part = Fault.AS_IN_THE_SHORT_SET)
	void survivesTheDeathOfAPartitionsLeaderFiveTimes() throws Exception {
		this.faults.under("leader of a partition killed (-9), 5 times", (bed, traffic) -> {
			for (int time = 0; time < 5; time++) {
				bed.cluster().leader("order_requests", time % 3).kill();
				traffic.goesOnFor(NOTICED);
				await("every replica has everything again").until(bed.cluster()::isInSync);
			}
		});
	}

	@Fault(part = 4)
	void survivesARollingRestart() throws Exception {
		this.faults.under("brokers stopped (TERM) and started, one after the other", (bed, traffic) -> {
			for (StackProcess broker : bed.brokers()) {
				broker.restart();
				traffic.goesOnFor(NOTICED);
				await("every replica has everything again").until(bed.cluster()::isInSync);
			}
		});
	}

	@Fault(part = 1)
	void survivesTheDeathOfTheController() throws Exception {
		this.faults.under("controller killed (-9)", (bed, traffic) -> bed.cluster().controller().kill());
	}

	@Fault(part = 1)
	void takesNoOrderWhileTwoOfThreeBrokersAreDead() throws Exception {
		this.faults.under("two of three brokers dead for 6 s", (bed, traffic) -> {
			List<StackProcess> dead = bed.brokers().subList(0, 2);
			dead.forEach(StackProcess::takeDown);
			await("they are dead").until(() -> dead.stream().noneMatch(StackProcess::isAlive));
			long from = System.nanoTime();
			traffic.goesOnFor(DEAD);
			assertThat(traffic.acceptedSince(from)).as("orders taken without enough replicas in sync").isZero();
			dead.forEach(StackProcess::start);
		});
	}

	@Fault(part = 4)
	void survivesTheDeathOfAllBrokers() throws Exception {
		this.faults.under("all brokers killed (-9), started in another order", (bed, traffic) -> {
			List<StackProcess> brokers = bed.brokers();
			brokers.forEach(StackProcess::takeDown);
			traffic.goesOnFor(Duration.ofSeconds(2));
			for (StackProcess broker : brokers.reversed()) {
				broker.start();
				traffic.goesOnFor(Duration.ofSeconds(1));
			}
		});
	}

	@Fault(part = 2)
	void waitsForBrokersThatComeLater() throws Exception {
		this.faults.under("everything killed (-9), services started 10 s before the brokers", 2 * ScriptedMail.LANES,
				(bed, traffic) -> {
					List<StackProcess> services = bed.services().present();
					List<StackProcess> brokers = bed.brokers();
					services.forEach(StackProcess::takeDown);
					brokers.forEach(StackProcess::takeDown);
					services.forEach(StackProcess::start);
					traffic.goesOnFor(Duration.ofSeconds(10));
					assertThat(bed.services().isAnyReady()).as("any service is ready without brokers").isFalse();
					brokers.forEach(StackProcess::start);
				});
	}

	@Fault(part = 3)
	void survivesAFrozenLeader() throws Exception {
		this.faults.under("leader of a partition frozen (STOP) for 15 s", (bed, traffic) -> {
			StackProcess leader = bed.cluster().leader("order_requests", 0);
			leader.pause();
			traffic.goesOnFor(FREEZE);
			leader.resume();
		});
	}

}
