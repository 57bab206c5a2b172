package cl.reparto.local.launch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.Port;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.model.command.Stages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class LaunchOptionsTests {

	private final LaunchOptions launchOptions = new LaunchOptions(Path.of("/home/reparto"));

	@Test
	void withoutOptionsIsOneOfEachOnTheUsualPorts() {
		StackOptions options = parse();

		assertThat(options).isEqualTo(StackOptions.in(Path.of("/home/reparto/data")).withKillPage(true));
		assertThat(options.brokers()).isEqualTo(1);
		assertThat(options.instances().values()).containsOnly(1);
		assertThat(options.stages()).isEqualTo(Stages.DEFAULT);
		assertThat(options.partitions()).isEqualTo(5);
		assertThat(options.mail()).isTrue();
		assertThat(options.clean()).isFalse();
		assertThat(options.ports()).containsEntry(Port.REQUEST, 8080)
			.containsEntry(Port.REQUEST_MANAGEMENT, 8090)
			.containsEntry(Port.PROCESSING, 8091)
			.containsEntry(Port.NOTIFICATION, 8082)
			.containsEntry(Port.NOTIFICATION_MANAGEMENT, 8092)
			.containsEntry(Port.BROKER, 9092)
			.containsEntry(Port.BROKER_METRICS, 7071)
			.containsEntry(Port.SMTP, 1025)
			.containsEntry(Port.KILL, 8084)
			.containsEntry(Port.INBOX, 8025);
	}

	@Test
	void takesEveryOption() {
		StackOptions options = parse("--brokers=3", "--request=2", "--processing=3", "--notification=0",
				"--stages=300ms", "--partitions=12", "--mail=off", "--data=elsewhere", "--clean");

		assertThat(options).isEqualTo(StackOptions.in(Path.of("/home/reparto/elsewhere"))
			.withBrokers(3)
			.with(Service.REQUEST, 2)
			.with(Service.PROCESSING, 3)
			.with(Service.NOTIFICATION, 0)
			.withStages(StagesOption.parse("300ms"))
			.withPartitions(12)
			.withMail(false)
			.withClean(true)
			.withKillPage(true));
	}

	@Test
	void demoBringsCustomersAndCarts() {
		StackOptions options = parse("--demo");

		assertThat(options.demo()).isTrue();
		assertThat(options.carts()).isEqualTo(12);
	}

	@Test
	void demoBringsNobodyWhoHasNowhereToGo() {
		StackOptions options = parse("--demo", "--guild=0", "--request=0");

		assertThat(options.demo()).isFalse();
		assertThat(options.carts()).isZero();
	}

	@Test
	void demoLeavesTheCartsThatSomebodyAskedFor() {
		assertThat(parse("--demo", "--carts=3").carts()).isEqualTo(3);
	}

	@ParameterizedTest
	@EnumSource
	void hasAnOptionForEveryPort(Port port) {
		assertThat(parse("--" + port.option() + "=4711").ports()).containsEntry(port, 4711);
	}

	@Test
	void takesAnAbsoluteFolderAsItIs() {
		assertThat(parse("--data=/srv/reparto").data()).isEqualTo(Path.of("/srv/reparto"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "--brokers=2", "--brokers=", "--request=10", "--processing=-1", "--notification=x",
			"--stages=soon", "--partitions=0", "--mail=yes", "--data=", "--smtp-port=65536" })
	void saysInOneLineWhatAnOptionMayBe(String argument) {
		String name = argument.substring(0, argument.indexOf('='));

		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> parse(argument))
			.withMessageContainingAll(name, "must be ")
			.withMessageNotContaining("\n");
	}

	@ParameterizedTest
	@ValueSource(strings = { "--broker=1", "--brokers", "--clean=yes", "brokers=1", "-h" })
	void saysInOneLineWhatItDoesNotKnow(String argument) {
		assertThatExceptionOfType(CannotStartException.class).isThrownBy(() -> parse(argument))
			.withMessageContaining(argument.replace("=yes", ""))
			.withMessageEndingWith("; --help lists what there is")
			.withMessageNotContaining("\n");
	}

	@Test
	void helpGoesBeforeEverythingElse() {
		assertThat(this.launchOptions.parse("--nonsense", "--help")).isEmpty();
	}

	@Test
	void helpNamesEveryOption() {
		Stream<String> ports = Stream.of(Port.values()).map((port) -> "--" + port.option() + "=");

		assertThat(this.launchOptions.help())
			.contains("--brokers=", "--request=", "--processing=", "--notification=", "--stages=", "--partitions=",
					"--mail=", "--data=", "--demo", "--clean", "--help")
			.contains(ports.toList());
	}

	private StackOptions parse(String... arguments) {
		Optional<StackOptions> options = this.launchOptions.parse(arguments);
		return options.orElseThrow();
	}

}
