package cl.reparto.local.start;

import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.Port;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class PortPlanTests {

	private static final StackOptions USUAL = StackOptions.in(Path.of("data"));

	@Test
	void theFirstOfEachHasItsUsualPort() {
		PortPlan plan = plan(USUAL, Set.of());

		assertThat(plan.of(Port.REQUEST, 1)).isEqualTo(8080);
		assertThat(plan.of(Port.INBOX, 1)).isEqualTo(8025);
	}

	@Test
	void theOthersHaveTheNextFreeOnes() {
		PortPlan plan = plan(USUAL.with(Service.REQUEST, 3), Set.of(8081));

		assertThat(plan.of(Port.REQUEST, 2)).as("8081 is in use, 8082 and 8083 are of other services").isEqualTo(8084);
		assertThat(plan.of(Port.REQUEST, 3)).isEqualTo(8085);
		assertThat(plan.of(Port.REQUEST_MANAGEMENT, 2)).isEqualTo(8094);
	}

	@Test
	void saysWhichPortIsInUseAndWhichOptionChangesIt() {
		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> plan(USUAL, Set.of(8082)))
			.withMessage("Port 8082 is in use; choose another with --notification-port=N (0 for any free one)");
	}

	@Test
	void saysWhenThereAreNoMorePorts() {
		StackOptions options = USUAL.with(Service.REQUEST, 2).with(Port.REQUEST, 65_535);

		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> plan(options, Set.of()))
			.withMessageStartingWith("No port is free after 65535; choose another with --request-port=N");
	}

	@Test
	void saysWhenAPortIsAskedForTwice() {
		assertThatExceptionOfType(CannotStartException.class)
			.isThrownBy(() -> plan(USUAL.with(Port.SMTP, 8080), Set.of()))
			.withMessage("Port 8080 is asked for twice, by --request-port and --smtp-port");
	}

	@Test
	void zeroIsAnyFreePort() {
		Iterator<Integer> any = List.of(8090, 20_001).iterator();

		PortPlan plan = PortPlan.of(USUAL.with(Port.INBOX, 0), (port) -> true, any::next);

		assertThat(plan.of(Port.INBOX, 1)).as("8090 is taken already").isEqualTo(20_001);
	}

	@Test
	void doesNotMindThePortsOfWhatIsNotStarted() {
		StackOptions options = USUAL.withMail(false).with(Service.NOTIFICATION, 0);

		assertThat(plan(options, Set.of(1025, 8025, 8082, 8092)).of(Port.REQUEST, 1)).isEqualTo(8080);
	}

	@Test
	void everyBrokerHasThreePorts() {
		PortPlan plan = plan(USUAL.withBrokers(3), Set.of());

		assertThat(plan.of(Port.BROKER, 3)).isEqualTo(9094);
		assertThat(plan.of(Port.CONTROLLER, 3)).isEqualTo(9194);
		assertThat(plan.of(Port.BROKER_METRICS, 3)).isEqualTo(7073);
	}

	private static PortPlan plan(StackOptions options, Set<Integer> inUse) {
		return PortPlan.of(options, (port) -> !inUse.contains(port), () -> 20_000);
	}

}
