package cl.reparto.local;

import java.util.Map;
import java.util.Set;

import cl.reparto.local.walls.Walls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class StackWallsTests {

	private static final Walls STACK = Walls.below("cl.reparto.local");

	@Test
	void everyPackageShowsOnlyItsDoors() {
		assertThat(STACK.doors()).isEqualTo(Map.of(".",
				Set.of("CannotStartException", "LocalStack", "Metrics", "Port", "ProcessOverrides", "Service",
						"ServiceInstance", "StackOptions", "StackProcess", "StackService"),
				"kill", Set.of("KillServer"), "launch", Set.of("Launcher"), "mail",
				Set.of("MailCatcher", "Mailbox", "ReceivedMail"), "page", Set.of("Answer", "PageFiles", "PageServer"),
				"start", Set.of("StackProcesses"), "town", Set.of("CartTown", "DemoCustomers")));
	}

	@Test
	void everyPackageSeesOnlyWhatItNeeds() {
		assertThat(STACK.sights()).isEqualTo(Map.of(".", Set.of("broker", "kill", "mail", "process", "start", "town"),
				"kill", Set.of(".", "broker", "page"), "launch", Set.of("."), "mail", Set.of("page", "smtp"), "start",
				Set.of(".", "broker", "process")));
	}

}
