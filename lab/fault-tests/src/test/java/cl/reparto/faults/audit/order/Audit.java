package cl.reparto.faults.audit.order;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cl.reparto.faults.audit.Answer;
import cl.reparto.faults.audit.Deed;
import cl.reparto.faults.audit.Entry;
import cl.reparto.faults.audit.Request;
import org.jspecify.annotations.Nullable;

/**
 * Holds what people were told against what stands in the topics and what the mail server
 * took. First come the requests, each once it is answered for good, and what people did
 * with them; then, in the order of its partition, every committed entry of every topic;
 * then the mails. May be asked and added to by turns.
 */
public final class Audit {

	private static final Pattern MESSAGE_ID = Pattern.compile("<?([0-9a-f-]{36})\\.([1-9][0-9]?)@.+");

	private final Permissions permissions;

	private final Map<String, OrderAudit> byEmail = new HashMap<>();

	private final Map<String, OrderAudit> byId = new HashMap<>();

	private final Set<@Nullable String> forged = new HashSet<>();

	private final List<String> violations = new ArrayList<>();

	/**
	 * An audit of nothing yet.
	 * @param permissions what people may do
	 */
	public Audit(Permissions permissions) {
		this.permissions = permissions;
	}

	/** An order was answered for good. */
	public synchronized void answered(Request request) {
		OrderAudit file = new OrderAudit(request, this.permissions);
		if (this.byEmail.put(request.email(), file) != null) {
			throw new IllegalArgumentException("answered twice");
		}
		if (request.id() != null) {
			this.byId.putIfAbsent(request.id(), file);
		}
	}

	/**
	 * Somebody asked something of an order that was taken, and was told what came of it.
	 */
	public synchronized void asked(Deed deed) {
		ofId(deed.order(), deed.toString()).commands().asked(deed);
	}

	/**
	 * Someone who is no service of ours writes records of a key, or of none, and looks
	 * after them alone.
	 */
	public synchronized void forged(@Nullable String key) {
		this.forged.add(key);
	}

	/** A topic has an entry. */
	public synchronized void published(Entry entry) {
		if (this.forged.contains(entry.key())) {
			return;
		}
		switch (entry.topic()) {
			case "order_requests" -> file(entry).requested(entry, this.violations::add);
			case "order_processing" -> walked(entry);
			case "order_notifications" -> ofId(entry.text("id"), entry.place()).notified(entry, this.violations::add);
			case "order_commands" ->
				ofId(String.valueOf(entry.key()), entry.place()).commands().given(entry, this.violations::add);
			case "order_command_outcomes" ->
				ofId(String.valueOf(entry.key()), entry.place()).commands().decided(entry, this.violations::add);
			default -> this.violations.add("refused record at " + entry.place());
		}
	}

	private void walked(Entry entry) {
		if (entry.value().isMissingNode()) {
			ofId(String.valueOf(entry.key()), entry.place()).forgotten(entry, this.violations::add);
		}
		else {
			file(entry).walked(entry, this.violations::add);
		}
	}

	private OrderAudit file(Entry entry) {
		OrderAudit file = this.byEmail.get(entry.text("email"));
		if (file == null) {
			return stranger(entry.place());
		}
		this.byId.putIfAbsent(String.valueOf(entry.key()), file);
		return file;
	}

	private OrderAudit ofId(String id, String place) {
		OrderAudit file = this.byId.get(id);
		return (file != null) ? file : stranger(place);
	}

	private OrderAudit stranger(String place) {
		this.violations.add("nobody ordered what stands at " + place);
		return new OrderAudit(Request.of("", "", ""), this.permissions);
	}

	/** The mail server took a mail for a recipient by its envelope. */
	public synchronized void mailed(String messageId, String recipient) {
		Matcher id = MESSAGE_ID.matcher(messageId);
		if (!id.matches()) {
			this.violations.add("mail " + messageId + " is about no order");
		}
		else if (!this.forged.contains(id.group(1))) {
			ofId(id.group(1), "mail " + messageId).mailed(Integer.parseInt(id.group(2)), recipient,
					this.violations::add);
		}
	}

	/** Something else is not as promised. */
	public synchronized void violated(String violation) {
		this.violations.add(violation);
	}

	/** How many of the orders heard of lack a status, a note, a mail or an outcome. */
	public synchronized int underWay() {
		return (int) this.byEmail.values().stream().filter(OrderAudit::isUnderWay).count();
	}

	/** What is to be said if nothing more comes. */
	public synchronized Findings findings() {
		List<String> atRest = new ArrayList<>();
		this.byEmail.values().forEach((file) -> file.close(atRest::add));
		return new Findings(
				(int) this.byEmail.values().stream().filter((each) -> each.request().answer() == Answer.OK).count(),
				underWay(), sum(OrderAudit::doubled), sum(OrderAudit::mails), sum(OrderAudit::twins),
				Stream.concat(this.violations.stream(), atRest.stream()).toList());
	}

	private int sum(ToIntFunction<OrderAudit> figure) {
		return this.byEmail.values().stream().mapToInt(figure).sum();
	}

}
