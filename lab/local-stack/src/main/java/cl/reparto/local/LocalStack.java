package cl.reparto.local;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;

import cl.reparto.local.kill.KillServer;
import cl.reparto.local.mail.MailCatcher;
import cl.reparto.local.mail.Mailbox;
import cl.reparto.local.start.StackProcesses;
import cl.reparto.local.town.CartTown;
import cl.reparto.local.town.DemoCustomers;
import org.jspecify.annotations.Nullable;

/**
 * The whole system: brokers, mail catcher and services. What dies is started again, what
 * is stored waits for the next stack on the same folder, and no process outlives this
 * JVM.
 */
public final class LocalStack implements AutoCloseable {

	private static final Duration START = Duration.ofMinutes(2);

	private final StackOptions options;

	private final StackProcesses processes;

	private volatile @Nullable MailCatcher mail;

	private @Nullable KillServer kills;

	private @Nullable CartTown town;

	private @Nullable DemoCustomers customers;

	private LocalStack(StackOptions options, StackProcesses processes) {
		this.options = options;
		this.processes = processes;
	}

	/**
	 * Checks that a stack can be started: that folder and ports are free. Starts nothing
	 * yet, other than to make AOT caches where they are asked for.
	 * @param home the repository's root, where the services' classes are
	 * @param options what it is to be like
	 * @param console told in one line when a process dies
	 * @return a stack to start and to close
	 * @throws CannotStartException if it cannot
	 */
	public static LocalStack prepare(Path home, StackOptions options, Consumer<String> console) {
		// By one name, whoever starts it: by another, services would have other caches.
		return new LocalStack(options, StackProcesses.prepare(home.toAbsolutePath().normalize(), options, console));
	}

	/**
	 * Starts everything that does not run yet and blocks until every service is ready.
	 * @throws IllegalStateException if one is not within two minutes
	 */
	public void start() {
		Instant deadline = Instant.now().plus(START);
		startBrokers();
		this.processes.startServices(deadline);
		if (this.options.carts() > 0 && this.town == null) {
			this.town = CartTown.start(service(Service.GUILD, 1).address(), this.options.carts());
		}
		if (this.options.demo() && this.customers == null) {
			KillServer counting = this.kills;
			this.customers = DemoCustomers.start(service(Service.REQUEST, 1).address(),
					(counting != null) ? counting::accepted : (order) -> {
					});
		}
	}

	/**
	 * Starts brokers and pages alone and blocks until they serve. Services may be started
	 * before, singly, and get ready by themselves.
	 * @throws IllegalStateException if a broker does not serve within two minutes
	 */
	public void startBrokers() {
		if (this.options.mail() && this.mail == null) {
			this.mail = new MailCatcher(this.processes.port(Port.SMTP, 1), this.processes.port(Port.INBOX, 1));
		}
		this.processes.startBrokers(START);
		if (this.options.killPage() && this.kills == null) {
			this.kills = KillServer.start(this.processes.port(Port.KILL, 1), this);
		}
	}

	/**
	 * Stops the services, then the brokers, and lets the folder go.
	 */
	@Override
	public void close() {
		if (this.town != null) {
			this.town.close();
		}
		if (this.customers != null) {
			this.customers.close();
		}
		if (this.kills != null) {
			this.kills.close();
		}
		this.processes.close();
		MailCatcher catcher = this.mail;
		if (catcher != null) {
			catcher.close();
		}
	}

	/**
	 * The brokers.
	 * @return one or three
	 */
	public List<StackProcess> brokers() {
		return this.processes.brokers();
	}

	/**
	 * The processes of all services.
	 * @return in the order of {@link Service}
	 */
	public List<StackService> services() {
		return this.processes.services();
	}

	/**
	 * One process of a service.
	 * @param service the service
	 * @param number which of them, from 1
	 * @return the process and where it listens
	 * @throws IllegalArgumentException if there are not so many
	 */
	public StackService service(Service service, int number) {
		return services().stream()
			.filter((each) -> each.instance().service() == service && each.instance().number() == number)
			.findFirst()
			.orElseThrow(() -> new IllegalArgumentException("no " + service.shortName() + "-" + number));
	}

	/**
	 * Where Kafka is.
	 * @return hosts and ports, comma-separated
	 */
	public String bootstrapServers() {
		return this.processes.bootstrapServers();
	}

	/**
	 * The mails that were sent.
	 * @return what the mail catcher got
	 * @throws IllegalStateException if there is none, as asked for or before the start
	 */
	public Mailbox mailbox() {
		MailCatcher catcher = this.mail;
		if (catcher == null) {
			throw new IllegalStateException("this stack catches no mail");
		}
		return catcher.mailbox();
	}

	/**
	 * Where mails are read.
	 * @return the inbox page; null if mails are off
	 */
	public @Nullable URI inbox() {
		return this.options.mail() ? URI.create("http://localhost:" + this.processes.port(Port.INBOX, 1)) : null;
	}

	/**
	 * Where processes are killed.
	 * @return a page; null if it is off
	 */
	public @Nullable URI killPage() {
		return this.options.killPage() ? URI.create("http://localhost:" + this.processes.port(Port.KILL, 1)) : null;
	}

	/**
	 * How Prometheus is to be configured to watch this stack.
	 * @return a file; null if the repository has none to begin with
	 */
	public @Nullable Path prometheus() {
		return this.processes.prometheus();
	}

	/**
	 * By what officials of the guild are told.
	 * @return a file; it is made when a guild-service is first started
	 */
	public Path guildKey() {
		return this.processes.guildKey();
	}

	/**
	 * By what the shop is told.
	 * @return a file; it is made when a request-service or notification-service is first
	 * started
	 */
	public Path shopKey() {
		return this.processes.shopKey();
	}

	/**
	 * What the processes write.
	 * @return a folder with one file for each process
	 */
	public Path logs() {
		return this.processes.logs();
	}

}
