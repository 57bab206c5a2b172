package cl.reparto.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Holds what customers were told against what stands in the topics and what the mail
 * server took. Knows nothing of the system's own classes. First come the requests, each
 * once it is answered for good; then, in the order of its partition, every committed
 * entry of every topic; then the mails. May be asked and added to by turns.
 */
public final class Audit {

	private static final Pattern MESSAGE_ID = Pattern.compile("<?([0-9a-f-]{36})\\.([1-4])@.+");

	private final Map<String, OrderFile> byEmail = new HashMap<>();

	private final Map<String, OrderFile> byId = new HashMap<>();

	private final List<String> violations = new ArrayList<>();

	/**
	 * An order was answered for good.
	 * @param request the order and the answer
	 */
	public synchronized void answered(Request request) {
		if (this.byEmail.put(request.email(), new OrderFile(request)) != null) {
			throw new IllegalArgumentException("answered twice");
		}
	}

	/**
	 * A topic has an entry.
	 * @param entry the entry
	 */
	synchronized void published(Entry entry) {
		switch (entry.topic()) {
			case "order_requests" -> file(entry).requested(entry, this.violations::add);
			case "order_processing" -> file(entry).walked(entry, this.violations::add);
			case "order_notifications" -> ofId(entry.text("id"), entry.place()).notified(entry, this.violations::add);
			default -> this.violations.add("refused record at " + entry.place());
		}
	}

	private OrderFile file(Entry entry) {
		OrderFile file = this.byEmail.get(entry.text("email"));
		if (file == null) {
			return stranger(entry.place());
		}
		this.byId.putIfAbsent(String.valueOf(entry.key()), file);
		return file;
	}

	private OrderFile ofId(String id, String place) {
		OrderFile file = this.byId.get(id);
		return (file != null) ? file : stranger(place);
	}

	private OrderFile stranger(String place) {
		this.violations.add("nobody ordered what stands at " + place);
		return new OrderFile(new Request("", "", "", Answer.UNKNOWN, null));
	}

	/**
	 * The mail server took a mail.
	 * @param messageId its {@code Message-ID}
	 * @param recipient the address in the envelope
	 */
	public synchronized void mailed(String messageId, String recipient) {
		Matcher id = MESSAGE_ID.matcher(messageId);
		if (id.matches()) {
			ofId(id.group(1), "mail " + messageId).mailed(Integer.parseInt(id.group(2)), recipient,
					this.violations::add);
		}
		else {
			this.violations.add("mail " + messageId + " is about no order");
		}
	}

	/**
	 * Something else is not as promised.
	 * @param violation what, for people
	 */
	public synchronized void violated(String violation) {
		this.violations.add(violation);
	}

	/**
	 * How many orders are not yet at their end everywhere.
	 * @return those heard of that lack a status, a note or a mail
	 */
	synchronized int underWay() {
		return (int) this.byEmail.values().stream().filter(OrderFile::isUnderWay).count();
	}

	/**
	 * What is to be said if nothing more comes.
	 * @return the findings so far
	 */
	synchronized Findings findings() {
		List<String> atRest = new ArrayList<>();
		this.byEmail.values().forEach((file) -> file.close(atRest::add));
		return new Findings(
				(int) this.byEmail.values().stream().filter((each) -> each.request().answer() == Answer.OK).count(),
				underWay(), sum(OrderFile::doubled), sum(OrderFile::mails), sum(OrderFile::twins),
				Stream.concat(this.violations.stream(), atRest.stream()).toList());
	}

	private int sum(java.util.function.ToIntFunction<OrderFile> figure) {
		return this.byEmail.values().stream().mapToInt(figure).sum();
	}

}
