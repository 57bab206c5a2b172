package cl.reparto.faults.sellers;

import java.time.Duration;
import java.util.List;
import java.util.Random;

import cl.reparto.faults.Fault;
import cl.reparto.faults.SharedFaults;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * Each role is a process of its own, and dies.
 */
@ExtendWith({ SharedFaults.class, GuildFaults.OfTheClass.class })
class ApartFaultTests {

	/**
	 * How many mails may be on their way when the mailer dies, or the machine is too slow
	 * for it to hear the mail server's word: one for each lane.
	 */
	private static final int MAILS = 2;

	private static final int DEATHS = Integer.getInteger("faults.deaths", 4) / 2;

	private static final Duration RESTARTING = Duration.ofSeconds(30);

	private final GuildFaults faults;

	ApartFaultTests(GuildFaults faults) {
		this.faults = faults;
	}

	@Fault(part = 1)
	void survivesDeathsOfRolesThatDecide() throws Exception {
		this.faults.under(Layout.APART,
				"roles nuevosMiembros, registroVenta and stock killed (-9) by turns, " + 3 * DEATHS + " deaths",
				DEATHS * MAILS, (bed, traffic) -> {
					for (int time = 0; time < DEATHS; time++) {
						for (String role : List.of("nuevosMiembros", "registroVenta", "stock")) {
							kill(bed.role(role), traffic);
						}
					}
				});
	}

	/** In the midst of its work; the next dies when it works again. */
	private static void kill(StackService victim, GuildTraffic traffic) throws InterruptedException {
		await(victim.process().name() + " is ready").until(victim::isReady);
		traffic.goesOnFor(Duration.ofMillis(500));
		victim.process().takeDown();
		victim.process().start();
		await(victim.process().name() + " is ready again").until(victim::isReady);
	}

	/**
	 * The source document's two that share a group, where about half of notices go
	 * astray.
	 */
	@Fault(part = 2)
	void takesEveryNoticeForOneInWhateverOrderItsReadersAreRestarted() throws Exception {
		long seed = new Random().nextLong();
		Random random = new Random(seed);
		this.faults.under(Layout.APART,
				"roles ubicacion and agentextra killed (-9) for 30 s in any order, seed " + seed, MAILS,
				(bed, traffic) -> {
					List<StackProcess> readers = List.of(bed.role("ubicacion").process(),
							bed.role("agentextra").process());
					long end = System.nanoTime() + RESTARTING.toNanos();
					while (System.nanoTime() < end) {
						StackProcess reader = readers.get(random.nextInt(2));
						reader.takeDown();
						traffic.goesOnFor(Duration.ofMillis(random.nextInt(1_000)));
						reader.start();
						traffic.goesOnFor(Duration.ofMillis(random.nextInt(6_000)));
					}
				});
	}

}
