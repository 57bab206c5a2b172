package cl.reparto.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class RestartTests {

	@TempDir
	private Path folder;

	private final Customers customers = new Customers();

	@AfterEach
	void leave() {
		this.customers.close();
	}

	@Test
	void ordersWalkOnAfterTheWholeStackWasStopped() throws Exception {
		StackOptions options = StackOptions.in(this.folder.resolve("data"))
			.withAnyPorts()
			.withMail(false)
			.withStages(Stages.parse("10s,0s,0s"));
		UUID id;
		try (LocalStack before = started(options)) {
			id = this.customers.order(before, "ana@example.com");
			assertThat(this.customers.status(before, 1, id).get("status").stringValue()).isEqualTo("recibido");
		}

		try (LocalStack after = started(options)) {
			await().atMost(Duration.ofMinutes(1))
				.until(() -> this.customers.status(after, 1, id).path("status").asString(""), "finalizado"::equals);
		}
	}

	private static LocalStack started(StackOptions options) {
		LocalStack stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options,
				System.out::println);
		stack.start();
		return stack;
	}

}
