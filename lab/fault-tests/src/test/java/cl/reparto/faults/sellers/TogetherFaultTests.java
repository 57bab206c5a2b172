package cl.reparto.faults.sellers;

import java.time.Duration;

import cl.reparto.faults.Fault;
import cl.reparto.faults.SharedFaults;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.faults.bed.FaultBed.await;

/**
 * Two instances share all roles; one of them dies, or a broker.
 */
@ExtendWith({ SharedFaults.class, GuildFaults.OfTheClass.class })
class TogetherFaultTests {

	/** How many mails may be on their way when the mailer dies: one for each lane. */
	private static final int MAILS = 2;

	/** Beyond the silence after which a cart is lost. */
	private static final Duration SILENCE = Duration.ofSeconds(63);

	/** By now the others know that a broker is gone. */
	private static final Duration NOTICED = Duration.ofSeconds(3);

	private final GuildFaults faults;

	TogetherFaultTests(GuildFaults faults) {
		this.faults = faults;
	}

	@Fault(part = 4)
	void losesSilentCartsToTheSecond() throws Exception {
		this.faults.control(Layout.TOGETHER, "nothing for 63 s", (bed, traffic) -> traffic.goesOnFor(SILENCE));
	}

	@Fault(part = 3)
	void survivesTheDeathOfEitherInstance() throws Exception {
		this.faults.under(Layout.TOGETHER, "instances with all roles killed (-9), by turns", 2 * MAILS,
				(bed, traffic) -> {
					for (int number = 1; number <= 2; number++) {
						StackService victim = bed.process(number);
						victim.process().takeDown();
						traffic.goesOnFor(Duration.ofSeconds(2));
						victim.process().start();
						await(victim.process().name() + " is ready again").until(victim::isReady);
					}
				});
	}

	@Fault(part = 3)
	void survivesTheDeathOfBrokersThatItNeeds() throws Exception {
		this.faults.under(Layout.TOGETHER,
				"leader of registroVenta-0 killed (-9), then coordinator of gremio-ubicacion", MAILS,
				(bed, traffic) -> {
					bed.cluster().leader("registroVenta", 0).kill();
					traffic.goesOnFor(NOTICED);
					await("every replica has everything again").until(bed.cluster()::isInSync);
					bed.cluster().coordinator("gremio-ubicacion").kill();
					traffic.goesOnFor(NOTICED);
				});
	}

}
