package cl.reparto.local.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.process.JavaProgram;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ServiceProgramsTests {

	@TempDir
	private Path home;

	private StackOptions options;

	private DataFolder folder;

	@BeforeEach
	void build() throws IOException {
		for (Service service : Service.values()) {
			Path target = Files.createDirectories(this.home.resolve(service.module()).resolve("target"));
			Files.writeString(target.resolve("runtime-classpath"), "/lib/a.jar:/lib/b.jar\n");
		}
		this.options = StackOptions.in(this.home.resolve("data"));
		this.folder = DataFolder.lock(this.options.data());
		this.folder.prepare(this.options);
	}

	@AfterEach
	void letGo() {
		this.folder.close();
	}

	@Test
	void saysWhenTheModuleIsNotBuilt() throws IOException {
		Path missing = this.home.resolve("request-service/target/runtime-classpath");
		Files.delete(missing);

		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> program(this.options, Service.REQUEST))
			.withMessage(missing + " is missing; build with mvn test-compile");
	}

	@Test
	void showsItsSecretToNobodyElseOnTheMachine() {
		JavaProgram program = program(this.options, Service.REQUEST);

		String secret = this.folder.idempotencySecret();
		assertThat(program.environment()).containsEntry("REPARTO_IDEMPOTENCY_SECRET", secret);
		assertThat(program.arguments()).noneMatch((argument) -> argument.contains(secret));
	}

	@Test
	void hasTheEnvironmentThatATestAsksFor() {
		JavaProgram program = program(this.options.withOverrides(new ProcessOverrides() {

			@Override
			public Map<String, String> environment(String process) {
				return Map.of("WHO", process);
			}

		}), Service.REQUEST);

		assertThat(program.environment()).containsEntry("WHO", "request-1").containsKey("REPARTO_IDEMPOTENCY_SECRET");
	}

	@Test
	void givesEachProcessAStateFolderOfItsOwn() {
		Path state = this.options.data().toAbsolutePath().resolve("state");

		assertThat(program(this.options, Service.REQUEST).arguments())
			.contains("--reparto.idempotency.state-dir=" + state.resolve("request-1"));
		assertThat(program(this.options, Service.PROCESSING).arguments())
			.contains("--spring.kafka.streams.state-dir=" + state.resolve("processing-1"));
		assertThat(program(this.options, Service.NOTIFICATION).arguments())
			.contains("--spring.kafka.streams.state-dir=" + state.resolve("notification-1"));
	}

	@Test
	void listensOnThisMachineOnly() {
		assertThat(program(this.options, Service.NOTIFICATION).arguments()).contains("--server.address=127.0.0.1",
				"--management.server.address=127.0.0.1");
	}

	@Test
	void showsOthersThatItLives() {
		assertThat(program(this.options, Service.PROCESSING).arguments())
			.contains("--spring.kafka.streams.properties.application.server=127.0.0.1:8191");
		assertThat(program(this.options, Service.GUILD).arguments())
			.contains("--spring.kafka.streams.properties.application.server=127.0.0.1:8193");
	}

	@Test
	void sendsMailsOnlyWhenAskedTo() {
		assertThat(program(this.options, Service.NOTIFICATION).arguments()).contains("--reparto.mail.enabled=true",
				"--spring.mail.port=1025");
		assertThat(program(this.options.withMail(false), Service.NOTIFICATION).arguments())
			.contains("--reparto.mail.enabled=false")
			.noneMatch((argument) -> argument.startsWith("--spring.mail."));
	}

	@Test
	void tellsTheOperatorsPageWhereProcessesAreKilledIfTheyAre() {
		assertThat(program(this.options.withKillPage(true), Service.NOTIFICATION).arguments())
			.contains("--reparto.local-url=http://localhost:8084");
		assertThat(program(this.options, Service.NOTIFICATION).arguments())
			.noneMatch((argument) -> argument.startsWith("--reparto.local-url"));
	}

	private JavaProgram program(StackOptions options, Service service) {
		PortPlan ports = PortPlan.of(options, (port) -> true, () -> 20_000);
		ServicePrograms programs = new ServicePrograms(this.home, options, ports, this.folder, "127.0.0.1:9092");
		return ports.instances()
			.stream()
			.filter((instance) -> instance.service() == service)
			.map(programs::of)
			.findFirst()
			.orElseThrow();
	}

}
