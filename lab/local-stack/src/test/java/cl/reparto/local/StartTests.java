package cl.reparto.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import cl.reparto.local.broker.FreePorts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class StartTests {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	@TempDir
	private Path folder;

	@Test
	void aServiceThatCameBeforeTheBrokersGetsReadyByItself() {
		try (LocalStack stack = prepared(Surroundings.USUAL)) {
			StackService service = stack.service(Service.REQUEST, 1);
			service.process().start();
			await().atMost(LIMIT).until(() -> !FreePorts.isFree(service.instance().managementPort()));
			assertThat(service.isReady()).isFalse();

			stack.startBrokers();

			await().atMost(LIMIT).until(service::isReady);
		}
	}

	@Test
	void aBrokerRunsInItsSurroundings() {
		Surroundings surroundings = new Surroundings() {

			@Override
			public List<String> jvmOptions(String process) {
				return List.of("-Dsurrounded=" + process);
			}

			@Override
			public String brokerHost(int id) {
				return "localhost";
			}

		};

		try (LocalStack stack = prepared(surroundings)) {
			stack.startBrokers();

			assertThat(stack.bootstrapServers()).startsWith("localhost:");
			long pid = stack.brokers().getFirst().pid();
			assertThat(ProcessHandle.of(pid).orElseThrow().info().arguments().orElseThrow())
				.contains("-Dsurrounded=broker-1");
		}
	}

	private LocalStack prepared(Surroundings surroundings) {
		StackOptions options = StackOptions.in(this.folder.resolve("data"))
			.withAnyPorts()
			.withMail(false)
			.withSurroundings(surroundings);
		return LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, System.out::println);
	}

}
