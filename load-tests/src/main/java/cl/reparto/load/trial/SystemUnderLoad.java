package cl.reparto.load.trial;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

import cl.reparto.load.result.Layout;
import cl.reparto.local.LocalStack;
import cl.reparto.local.ProcessOverrides;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.StackService;
import cl.reparto.local.smtp.ScriptedSmtp;
import cl.reparto.model.command.Stages;

/**
 * A whole system of its own whose mails are forgotten, if it sends any.
 */
public final class SystemUnderLoad implements AutoCloseable {

	private final ScriptedSmtp mail;

	private final LocalStack stack;

	/**
	 * Prepares a system that mails.
	 * @param home the repository's root
	 * @param options what it is like
	 * @param mail where its mails go; closed with it
	 * @param settings of its services, by the names of Spring properties
	 */
	public SystemUnderLoad(Path home, StackOptions options, ScriptedSmtp mail, Map<String, String> settings) {
		this.mail = mail;
		this.stack = LocalStack.prepare(home,
				options.withOverrides(options.overrides().and(new MailInto(mail.port(), settings))),
				System.err::println);
	}

	/**
	 * Prepares a system that mails, with one of each service.
	 * @param home the repository's root
	 * @param folder where everything is kept; what is in it is deleted
	 * @param layout how it is laid out
	 */
	public static SystemUnderLoad mailing(Path home, Path folder, Layout layout) {
		return new SystemUnderLoad(home, options(folder, layout), ScriptedSmtp.forgetting(), Map.of());
	}

	/**
	 * Prepares a system that sends no mails, with one of each service.
	 * @param home the repository's root
	 * @param folder where everything is kept; what is in it is deleted
	 * @param layout how it is laid out
	 */
	public static SystemUnderLoad silent(Path home, Path folder, Layout layout) {
		return silent(home, options(folder, layout));
	}

	static SystemUnderLoad silent(Path home, StackOptions options) {
		return new SystemUnderLoad(home, options, ScriptedSmtp.forgetting(), Map.of("reparto.mail.enabled", "false"));
	}

	/**
	 * One broker, one of each service, nothing from before.
	 * @param folder where everything is kept; what is in it is deleted
	 * @param layout how it is laid out
	 */
	public static StackOptions options(Path folder, Layout layout) {
		return StackOptions.in(folder)
			.withClean(true)
			.withAnyPorts()
			.with(Service.GUILD, 0)
			.withMail(false)
			.withPartitions(layout.partitions())
			.withStages(new Stages(layout.stage(), layout.stage(), layout.stage()))
			.withAot(true);
	}

	/** The brokers and services. */
	public LocalStack stack() {
		return this.stack;
	}

	/** Where Kafka is. */
	public String bootstrapServers() {
		return this.stack.bootstrapServers();
	}

	/** Where a service is, by its address rather than a name that must be looked up. */
	public URI address(Service service) {
		return URI.create("http://127.0.0.1:" + first(service).address().getPort());
	}

	/** The first process of a service. */
	public StackService first(Service service) {
		return this.stack.service(service, 1);
	}

	/** Stops the first process of a service. */
	public void stop(Service service) {
		first(service).process().stop();
	}

	@Override
	public void close() {
		this.stack.close();
		this.mail.close();
	}

	/** Mails go there instead of into the stack's own catcher, which keeps them. */
	private record MailInto(int port, Map<String, String> more) implements ProcessOverrides {

		@Override
		public Map<String, String> settings(String process) {
			Map<String, String> settings = new HashMap<>(Map.of("reparto.mail.enabled", "true", "spring.mail.host",
					"127.0.0.1", "spring.mail.port", Integer.toString(this.port)));
			settings.putAll(this.more);
			return settings;
		}

	}

}
