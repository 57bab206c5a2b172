package cl.reparto.faults;

import java.time.Duration;
import java.util.List;

import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.Waiting.pass;
import static cl.reparto.faults.Waiting.until;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Brokers die, freeze and stop.
 */
@Tag("faults")
@ExtendWith(SharedFaults.class)
class BrokerFaultTests {

	/** Longer than a session of a broker with its controllers: it is fenced. */
	private static final Duration FREEZE = Duration.ofSeconds(30);

	/** By now the others know that a broker is gone. */
	private static final Duration NOTICED = Duration.ofSeconds(3);

	private final Faults faults;

	BrokerFaultTests(Faults faults) {
		this.faults = faults;
	}

	@Test
	void survivesTheDeathOfAPartitionsLeaderFiveTimes() throws Exception {
		this.faults.under("leader of a partition killed (-9), 5 times", (town, traffic) -> {
			for (int time = 0; time < 5; time++) {
				town.leader("order_requests", time % 3).kill();
				pass(NOTICED);
				until("every replica has everything again", town::isInSync);
			}
		});
	}

	@Test
	void survivesARollingRestart() throws Exception {
		this.faults.under("brokers stopped (TERM) and started, one after the other", (town, traffic) -> {
			for (StackProcess broker : town.stack().brokers()) {
				broker.restart();
				pass(NOTICED);
				until("every replica has everything again", town::isInSync);
			}
		});
	}

	@Test
	void survivesTheDeathOfTheController() throws Exception {
		this.faults.under("controller killed (-9)", (town, traffic) -> town.controller().kill());
	}

	@Test
	void takesNoOrderWhileTwoOfThreeBrokersAreDead() throws Exception {
		this.faults.under("two of three brokers dead for 10 s", (town, traffic) -> {
			List<StackProcess> dead = town.stack().brokers().subList(0, 2);
			dead.forEach(StackProcess::takeDown);
			until("they are dead", () -> dead.stream().noneMatch(StackProcess::isAlive));
			long from = System.nanoTime();
			pass(Duration.ofSeconds(10));
			assertThat(traffic.acceptedSince(from)).as("orders taken without enough replicas in sync").isZero();
			dead.forEach(StackProcess::start);
		});
	}

	@Test
	void survivesTheDeathOfAllBrokers() throws Exception {
		this.faults.under("all brokers killed (-9), started in another order", (town, traffic) -> {
			List<StackProcess> brokers = town.stack().brokers();
			brokers.forEach(StackProcess::takeDown);
			pass(Duration.ofSeconds(2));
			for (StackProcess broker : brokers.reversed()) {
				broker.start();
				pass(Duration.ofSeconds(1));
			}
		});
	}

	@Test
	void waitsForBrokersThatComeLater() throws Exception {
		this.faults.under("everything killed (-9), services started 10 s before the brokers", 2 * MailRoom.LANES,
				(town, traffic) -> {
					List<StackProcess> services = town.present();
					List<StackProcess> brokers = town.stack().brokers();
					services.forEach(StackProcess::takeDown);
					brokers.forEach(StackProcess::takeDown);
					services.forEach(StackProcess::start);
					pass(Duration.ofSeconds(10));
					assertThat(town.stack().services()).noneMatch(StackService::isReady);
					brokers.forEach(StackProcess::start);
				});
	}

	@Test
	void survivesAFrozenLeader() throws Exception {
		this.faults.under("leader of a partition frozen (STOP) for 30 s", (town, traffic) -> {
			StackProcess leader = town.leader("order_requests", 0);
			leader.pause();
			pass(FREEZE);
			leader.resume();
		});
	}

}
