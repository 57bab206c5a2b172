package cl.reparto.local.start;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import cl.reparto.local.CannotStartException;
import cl.reparto.local.Port;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.ServiceInstance;
import cl.reparto.local.StackOptions;
import cl.reparto.local.process.JavaProgram;

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

	/**
	 * The program of a process.
	 * @throws CannotStartException if the service was not built
	 */
	JavaProgram of(ServiceInstance instance) {
		ProcessOverrides overrides = this.options.overrides();
		Map<String, Object> settings = settings(instance);
		settings.putAll(overrides.settings(instance.name()));
		return new JavaProgram(instance.service().mainClass(), classPath(instance.service()),
				Stream.concat(instance.service().jvmOptions().stream(), overrides.jvmOptions(instance.name()).stream())
					.toList(),
				settings.entrySet().stream().map((each) -> "--" + each.getKey() + "=" + each.getValue()).toList(),
				environment(instance));
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

	private Map<String, Object> settings(ServiceInstance instance) {
		Map<String, Object> settings = new LinkedHashMap<>();
		settings.put("spring.kafka.bootstrap-servers", this.bootstrapServers);
		settings.put("server.address", "127.0.0.1");
		settings.put("server.port", instance.port());
		if (instance.managementPort() != instance.port()) {
			settings.put("management.server.address", "127.0.0.1");
			settings.put("management.server.port", instance.managementPort());
		}
		settings.put("reparto.topics.partitions", this.options.partitions());
		settings.put("reparto.topics.replicas", this.options.brokers());
		settings.put("reparto.topics.min-insync-replicas", Math.max(1, this.options.brokers() - 1));
		switch (instance.service()) {
			case REQUEST -> {
				settings.put("reparto.status-url", statusUrl());
				settings.put("reparto.idempotency.state-dir", this.folder.state(instance.name()));
			}
			case PROCESSING -> {
				keepsState(settings, instance);
				isSeen(settings, instance, Port.PROCESSING_PEERS);
				lastsFor(settings);
			}
			case NOTIFICATION -> {
				settings.put("reparto.status-url", statusUrl());
				keepsState(settings, instance);
				lastsFor(settings);
				mails(settings);
				if (this.options.killPage()) {
					settings.put("reparto.local-url", "http://localhost:" + this.ports.of(Port.KILL, 1));
				}
			}
			case GUILD -> {
				keepsState(settings, instance);
				isSeen(settings, instance, Port.GUILD_PEERS);
				mails(settings);
			}
		}
		return settings;
	}

	/** One service moves orders by it, another tells when they are expected. */
	private void lastsFor(Map<String, Object> settings) {
		settings.put("reparto.stages.recibido", millis(this.options.stages().recibido()));
		settings.put("reparto.stages.preparando", millis(this.options.stages().preparando()));
		settings.put("reparto.stages.entregando", millis(this.options.stages().entregando()));
	}

	private void mails(Map<String, Object> settings) {
		settings.put("reparto.mail.enabled", this.options.mail());
		if (this.options.mail()) {
			settings.put("spring.mail.host", "127.0.0.1");
			settings.put("spring.mail.port", this.ports.of(Port.SMTP, 1));
		}
	}

	private void keepsState(Map<String, Object> settings, ServiceInstance instance) {
		settings.put("spring.kafka.streams.state-dir", this.folder.state(instance.name()));
		settings.put("reparto.instance", instance.name());
	}

	private void isSeen(Map<String, Object> settings, ServiceInstance instance, Port peers) {
		settings.put("spring.kafka.streams.properties.application.server",
				"127.0.0.1:" + this.ports.of(peers, instance.number()));
	}

	/**
	 * Where people ask for a status.
	 * @return the first notification-service's address, or its usual one if there is none
	 */
	private String statusUrl() {
		boolean none = this.options.instances().get(Service.NOTIFICATION) == 0;
		return "http://localhost:" + (none ? Port.NOTIFICATION.usual() : this.ports.of(Port.NOTIFICATION, 1));
	}

	private Map<String, String> environment(ServiceInstance instance) {
		Map<String, String> environment = new HashMap<>(secrets(instance.service()));
		environment.putAll(this.options.overrides().environment(instance.name()));
		return environment;
	}

	private Map<String, String> secrets(Service service) {
		return switch (service) {
			case REQUEST -> Map.of("REPARTO_IDEMPOTENCY_SECRET", this.folder.idempotencySecret(), "REPARTO_SHOP_KEY",
					this.folder.shopKey());
			case PROCESSING -> Map.of();
			case NOTIFICATION -> Map.of("REPARTO_SHOP_KEY", this.folder.shopKey());
			case GUILD -> Map.of("REPARTO_IDEMPOTENCY_SECRET", this.folder.idempotencySecret(), "REPARTO_GUILD_KEY",
					this.folder.guildKey());
		};
	}

	private static String millis(Duration duration) {
		return duration.toMillis() + "ms";
	}

}
