package cl.reparto.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import cl.reparto.local.broker.JavaProgram;

/**
 * How the services are started: from the classes that the build left in their modules,
 * with settings that fit the stack.
 *
 * @param home the repository's root
 * @param options what the stack is like
 * @param ports who listens where
 * @param folder where everything is kept
 * @param bootstrapServers where Kafka is
 */
record ServicePrograms(Path home, StackOptions options, PortPlan ports, DataFolder folder, String bootstrapServers) {

	private static final List<String> JVM = List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC",
			"-XX:+UseCompactObjectHeaders", "-XX:+ExitOnOutOfMemoryError", "--enable-native-access=ALL-UNNAMED");

	/**
	 * The program of a process.
	 * @throws CannotStartException if the service was not built
	 */
	JavaProgram of(ServiceInstance instance) {
		return new JavaProgram(instance.service().mainClass(), classPath(instance.service()), JVM, settings(instance),
				secrets(instance.service()));
	}

	private String classPath(Service service) {
		Path target = this.home.resolve(service.module()).resolve("target");
		Path dependencies = target.resolve("runtime-classpath");
		if (!Files.exists(dependencies)) {
			throw new CannotStartException(dependencies + " is missing; build with mvn test-compile");
		}
		try {
			return target.resolve("classes") + File.pathSeparator + Files.readString(dependencies).strip();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private List<String> settings(ServiceInstance instance) {
		List<String> settings = new ArrayList<>();
		set(settings, "spring.kafka.bootstrap-servers", this.bootstrapServers);
		set(settings, "server.address", "127.0.0.1");
		set(settings, "server.port", instance.port());
		if (instance.managementPort() != instance.port()) {
			set(settings, "management.server.address", "127.0.0.1");
			set(settings, "management.server.port", instance.managementPort());
		}
		set(settings, "reparto.topics.partitions", this.options.partitions());
		set(settings, "reparto.topics.replicas", this.options.brokers());
		set(settings, "reparto.topics.min-insync-replicas", Math.max(1, this.options.brokers() - 1));
		switch (instance.service()) {
			case REQUEST -> set(settings, "reparto.status-url", statusUrl());
			case PROCESSING -> {
				keepsState(settings, instance);
				set(settings, "reparto.stages.recibido", millis(this.options.stages().recibido()));
				set(settings, "reparto.stages.preparando", millis(this.options.stages().preparando()));
				set(settings, "reparto.stages.entregando", millis(this.options.stages().entregando()));
			}
			case NOTIFICATION -> {
				set(settings, "reparto.status-url", statusUrl());
				keepsState(settings, instance);
				set(settings, "reparto.mail.enabled", this.options.mail());
				if (this.options.mail()) {
					set(settings, "spring.mail.host", "127.0.0.1");
					set(settings, "spring.mail.port", this.ports.of(Port.SMTP, 1));
				}
			}
		}
		return settings;
	}

	private void keepsState(List<String> settings, ServiceInstance instance) {
		set(settings, "spring.kafka.streams.state-dir", this.folder.state(instance.name()));
		set(settings, "reparto.instance", instance.name());
	}

	/**
	 * Where people ask for a status.
	 * @return the first notification-service's address, or its usual one if there is none
	 */
	private String statusUrl() {
		boolean none = this.options.instances().get(Service.NOTIFICATION) == 0;
		return "http://localhost:" + (none ? Port.NOTIFICATION.usual() : this.ports.of(Port.NOTIFICATION, 1));
	}

	private Map<String, String> secrets(Service service) {
		return (service == Service.REQUEST) ? Map.of("REPARTO_IDEMPOTENCY_SECRET", this.folder.idempotencySecret())
				: Map.of();
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

	private static void set(List<String> settings, String name, Object value) {
		settings.add("--" + name + "=" + value);
	}

}
