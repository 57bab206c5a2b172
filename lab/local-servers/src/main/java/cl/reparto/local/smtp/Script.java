package cl.reparto.local.smtp;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

/**
 * What a server was told to do.
 */
final class Script {

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	private final Map<String, Hold> next = new ConcurrentHashMap<>();

	private final Map<String, Hold> every = new ConcurrentHashMap<>();

	private volatile String extensions = "";

	void add(String command, Reply reply, int times) {
		this.rules.add(new Rule(command, reply, new AtomicInteger(times)));
	}

	void clear() {
		this.rules.clear();
	}

	void forget(String command) {
		this.rules.removeIf((rule) -> rule.command.equals(command));
	}

	synchronized void offer(String extension) {
		this.extensions = this.extensions + "250-" + extension + "\r\n";
	}

	/**
	 * What to say to EHLO.
	 */
	String hello() {
		return this.extensions.isEmpty() ? "250 hello" : "250-hello\r\n" + this.extensions + "250 HELP";
	}

	Hold holdNext(String command) {
		Hold hold = new Hold();
		this.next.put(command, hold);
		return hold;
	}

	Hold holdEvery(String command) {
		Hold hold = new Hold();
		this.every.put(command, hold);
		return hold;
	}

	/**
	 * What is to wait before a reply.
	 * @return null if nothing holds the command
	 */
	@Nullable Hold hold(String command) {
		return find(this.next, command).map(this.next::remove)
			.or(() -> find(this.every, command).map(this.every::get))
			.orElse(null);
	}

	private static Optional<String> find(Map<String, Hold> holds, String command) {
		return holds.entrySet()
			.stream()
			.filter((each) -> command.startsWith(each.getKey()) && !each.getValue().isReleased())
			.map(Map.Entry::getKey)
			.findFirst();
	}

	/** What to do about a command. */
	Reply replyTo(String command) {
		for (Rule rule : this.rules) {
			if (command.startsWith(rule.command) && rule.left.getAndDecrement() > 0) {
				return rule.reply;
			}
		}
		return Reply.USUAL;
	}

	private record Rule(String command, Reply reply, AtomicInteger left) {
	}

}
