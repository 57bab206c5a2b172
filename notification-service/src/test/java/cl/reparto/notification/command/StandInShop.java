package cl.reparto.notification.command;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import cl.reparto.service.shop.ShopLog;

import org.springframework.context.support.GenericApplicationContext;

/**
 * Keeps commands in place of Kafka, and decides them in place of processing-service, as a
 * test tells it.
 */
public final class StandInShop implements CommandLog {

	/** What {@link #withKey} and {@link #otherWithKey} take. */
	public static final String KEY = "la-llave-del-local";

	/**
	 * The name by which JUnit's {@code @ResourceLock} knows those that serve several
	 * classes of tests.
	 */
	public static final String SHARED = "services with stand-ins";

	/** Those that serve several classes of tests: each takes a second to start. */
	private static final Map<String, StandInService> SERVICES = new ConcurrentHashMap<>();

	private final StandInView view;

	private final Outcomes outcomes;

	private final List<OrderCommand> commands = new CopyOnWriteArrayList<>();

	private final List<Integer> partitions = new CopyOnWriteArrayList<>();

	private volatile BiConsumer<StandInShop, OrderCommand> decision = (_, _) -> {
	};

	StandInShop(StandInView view, Outcomes outcomes) {
		this.view = view;
		this.outcomes = outcomes;
	}

	/**
	 * Takes the place of Kafka and processing-service.
	 * @param service the service that is made
	 * @param view what it knows
	 */
	public static void standIn(GenericApplicationContext service, StandInView view) {
		service.registerBean("standInShop", CommandLog.class,
				() -> new StandInShop(view, service.getBean(Outcomes.class)), (bean) -> bean.setPrimary(true));
		service.registerBean("saidShop", ShopLog.class, SaidShop::new, (bean) -> bean.setPrimary(true));
	}

	/**
	 * Starts a service whose commands are kept and decided here.
	 * @param view what it knows
	 * @param settings as {@code --name=value}
	 */
	public static StandInService service(StandInView view, String... settings) {
		return new StandInService(view, (context) -> standIn(context, view), settings);
	}

	/**
	 * A service with a key, which moves what is received, and may move what is prepared.
	 */
	public static StandInService withKey() {
		return shared("one", "--reparto.shop.key=" + KEY, "--reparto.actions.moves.recibido=shop",
				"--reparto.actions.moves.preparando=either");
	}

	/** Another instance of it, with a view of its own. */
	public static StandInService otherWithKey() {
		return shared("two", "--reparto.shop.key=" + KEY, "--reparto.actions.moves.recibido=shop",
				"--reparto.actions.moves.preparando=either");
	}

	/** A service without a key, where two can watch and nobody waits for long. */
	public static StandInService keyless() {
		return shared("keyless", "--reparto.shop.phone=600 123 4567", "--reparto.status.watchers=2",
				"--reparto.status.patience=1s", "--reparto.commands.answer-within=200ms",
				"--reparto.status-url=http://here");
	}

	/** It is there until all tests are over, and its view has what others have left. */
	private static StandInService shared(String name, String... settings) {
		return SERVICES.computeIfAbsent(name, (_) -> service(new StandInView(), settings));
	}

	/** The one that stands in. */
	public static StandInShop of(StandInService service) {
		return (StandInShop) service.bean(CommandLog.class);
	}

	/** Does so with each command from now on. */
	public void decide(BiConsumer<StandInShop, OrderCommand> how) {
		this.commands.clear();
		this.partitions.clear();
		this.decision = how;
	}

	/** Carries a command out. */
	public void done(OrderCommand command, OrderProgress order) {
		this.view.put(order);
		tell(command, Result.DONE, order);
	}

	/** Tells of what came of a command. */
	public void tell(OrderCommand command, Result result, OrderProgress order) {
		boolean unknown = result == Result.UNKNOWN;
		this.outcomes.decided(new CommandOutcome(command.id(), command.order(), command.action(), command.by(), result,
				unknown ? 0 : order.version(), unknown ? null : order.status(), Instant.now()));
	}

	/** Tells of what came of a command that was another. */
	void tell(CommandOutcome outcome) {
		this.outcomes.decided(outcome);
	}

	/** Those that came in since a test has said what to do with them. */
	public List<OrderCommand> commands() {
		return this.commands;
	}

	/** Where each command went. */
	List<Integer> partitions() {
		return this.partitions;
	}

	@Override
	public void append(OrderCommand command, int partition) {
		this.commands.add(command);
		this.partitions.add(partition);
		this.decision.accept(this, command);
	}

}
