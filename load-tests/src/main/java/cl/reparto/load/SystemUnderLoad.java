package cl.reparto.load;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackService;
import cl.reparto.local.Stages;
import cl.reparto.local.Surroundings;

/**
 * A whole system of its own that mails into a sink, if at all.
 */
final class SystemUnderLoad implements AutoCloseable {

	/** A setting that lets a system send no mails. */
	static final Map<String, String> WITHOUT_MAIL = Map.of("reparto.mail.enabled", "false");

	private final SmtpSink sink;

	private final LocalStack stack;

	/**
	 * Prepares a system that mails, with one of each service.
	 * @param home the repository's root
	 * @param folder where everything is kept; what is in it is deleted
	 * @param layout how it is laid out
	 */
	SystemUnderLoad(Path home, Path folder, Layout layout) {
		this(home, options(folder, layout), new SmtpSink(), Map.of());
	}

	/**
	 * Prepares a system.
	 * @param home the repository's root
	 * @param options what it is like
	 * @param sink where its mails go; closed with it
	 * @param settings of its services, by the names of Spring properties
	 */
	SystemUnderLoad(Path home, StackOptions options, SmtpSink sink, Map<String, String> settings) {
		this.sink = sink;
		this.stack = LocalStack.prepare(home, options.withSurroundings(new MailInto(sink.port(), settings)),
				System.err::println);
	}

	/**
	 * One broker, one of each service, nothing from before.
	 * @param folder where everything is kept; what is in it is deleted
	 * @param layout how it is laid out
	 */
	static StackOptions options(Path folder, Layout layout) {
		return StackOptions.in(folder)
			.withClean(true)
			.withAnyPorts()
			.withMail(false)
			.withPartitions(layout.partitions())
			.withStages(new Stages(layout.stage(), layout.stage(), layout.stage()))
			.withAot(true);
	}

	/**
	 * The brokers and services.
	 */
	LocalStack stack() {
		return this.stack;
	}

	/**
	 * Where Kafka is.
	 */
	String bootstrapServers() {
		return this.stack.bootstrapServers();
	}

	/**
	 * Where a service is, by its address rather than a name that must be looked up.
	 */
	URI address(Service service) {
		return URI.create("http://127.0.0.1:" + first(service).address().getPort());
	}

	/**
	 * The first process of a service.
	 */
	StackService first(Service service) {
		return this.stack.service(service, 1);
	}

	/**
	 * Stops the first process of a service.
	 */
	void stop(Service service) {
		first(service).process().stop();
	}

	@Override
	public void close() {
		this.stack.close();
		this.sink.close();
	}

	/** Mails go into a sink instead of the stack's own catcher, which keeps them. */
	private record MailInto(int port, Map<String, String> more) implements Surroundings {

		@Override
		public Map<String, String> settings(String process) {
			Map<String, String> settings = new HashMap<>(Map.of("reparto.mail.enabled", "true", "spring.mail.host",
					"127.0.0.1", "spring.mail.port", Integer.toString(this.port)));
			settings.putAll(this.more);
			return settings;
		}

	}

}
