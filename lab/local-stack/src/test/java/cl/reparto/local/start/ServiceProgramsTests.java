package cl.reparto.local.start;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
	void runsWhatTheBuildLeftInTheModule() {
		JavaProgram program = program(this.options, Service.REQUEST);

		assertThat(program.mainClass()).isEqualTo("cl.reparto.request.RequestServiceApplication");
		assertThat(program.classPath())
			.isEqualTo(this.home.resolve("request-service/target/classes") + ":/lib/a.jar:/lib/b.jar");
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
	void listensOnThisMachineOnly() {
		assertThat(program(this.options, Service.NOTIFICATION).arguments()).contains("--server.address=127.0.0.1",
				"--management.server.address=127.0.0.1");
	}

	@Test
	void replicatesTopicsAsFarAsThereAreBrokers() {
		assertThat(program(this.options, Service.REQUEST).arguments()).contains("--reparto.topics.replicas=1",
				"--reparto.topics.min-insync-replicas=1");
		assertThat(program(this.options.withBrokers(3), Service.REQUEST).arguments())
			.contains("--reparto.topics.replicas=3", "--reparto.topics.min-insync-replicas=2");
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
	void overridesWinOverWhatIsUsual() {
		ProcessOverrides overrides = new ProcessOverrides() {

			@Override
			public List<String> jvmOptions(String process) {
				return process.equals("notification-1") ? List.of("-Xmx64m") : List.of();
			}

			@Override
			public Map<String, String> settings(String process) {
				return process.equals("notification-1") ? Map.of("spring.mail.port", "2525", "reparto.mail.lanes", "2")
						: Map.of();
			}

		};
		StackOptions overridden = this.options.withOverrides(overrides);

		JavaProgram program = program(overridden, Service.NOTIFICATION);

		assertThat(program.jvmOptions()).endsWith("-Xmx64m");
		assertThat(program.arguments()).contains("--spring.mail.port=2525", "--reparto.mail.lanes=2")
			.doesNotContain("--spring.mail.port=1025");
		assertThat(program(overridden, Service.PROCESSING)).isEqualTo(program(this.options, Service.PROCESSING));
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
