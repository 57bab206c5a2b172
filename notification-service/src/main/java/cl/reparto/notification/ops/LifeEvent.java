package cl.reparto.notification.ops;

import java.time.Instant;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderNotified.Outcome;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.MailCommand;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.ops.OpsPage.Speech;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A record of an order as people read it.
 *
 * @param kind what sort of thing it tells, for the page's style
 * @param bad whether somebody may have to see to it
 * @param topic where it is
 * @param partition where it is
 * @param offset where it is
 * @param at the record's time
 * @param time the same, as people read it
 * @param what what it tells
 * @param text the record, without the customer's address
 * @param headers its headers
 */
record LifeEvent(String kind, boolean bad, String topic, int partition, long offset, Instant at, String time,
		String what, String text, List<String> headers) {

	/** What comes first where times are the same. */
	private static final List<String> KINDS = List.of("request", "command", "outcome", "progress", "mail", "waiting",
			"asked", "dead");

	private static final Map<String, String> KIND_OF_TOPIC = Map.of(Topics.ORDER_REQUESTS.name(), "request",
			CommandTopics.ORDER_COMMANDS.name(), "command", CommandTopics.ORDER_COMMAND_OUTCOMES.name(), "outcome",
			Topics.ORDER_PROCESSING.name(), "progress", Topics.ORDER_NOTIFICATIONS.name(), "mail",
			MailsWaiting.TOPIC.name(), "waiting", CommandTopics.ORDER_MAIL_COMMANDS.name(), "asked",
			Topics.ORDER_REQUESTS_DLT.name(), "dead", Topics.ORDER_PROCESSING_DLT.name(), "dead",
			CommandTopics.ORDER_COMMANDS_DLT.name(), "dead");

	/** Where an order is told of. */
	static final Set<String> TOPICS = KIND_OF_TOPIC.keySet();

	/** Who reads a page needs no more of it. */
	private static final int LONGEST = 8_000;

	private static final String IN_ADDRESS = "[^\\s\"\\\\<>(),:;@\\[\\]]";

	/** Looked for once in each word, however long. */
	private static final Pattern ADDRESS = Pattern.compile("(?<!" + IN_ADDRESS + ")" + IN_ADDRESS + "++@(?=[^\\s\"])");

	/** As in a Message-ID, which is no customer's. */
	private static final Pattern ID_AND_VERSION = Pattern.compile("[0-9a-f-]{36}\\.[0-9]{1,2}@");

	/** Prices as they were given. */
	private static final JsonMapper INDENTED = JsonMapper.builder()
		.enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS, DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
		.disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
		.enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
		.build();

	static List<LifeEvent> of(List<ConsumerRecord<byte[], byte[]>> records, Speech speech) {
		return records.stream()
			.map((record) -> of(record, speech))
			.sorted(Comparator.comparing(LifeEvent::at)
				.thenComparing((event) -> KINDS.indexOf(event.kind()))
				.thenComparing(LifeEvent::partition)
				.thenComparing(LifeEvent::offset))
			.toList();
	}

	private static LifeEvent of(ConsumerRecord<byte[], byte[]> record, Speech speech) {
		String kind = KIND_OF_TOPIC.getOrDefault(record.topic(), "dead");
		Told told = told(kind, record, speech);
		Instant at = Instant.ofEpochMilli(record.timestamp());
		return new LifeEvent(kind, told.bad(), record.topic(), record.partition(), record.offset(), at, speech.time(at),
				told.what(), (record.value() != null) ? readable(record.value()) : "",
				Stream.of(record.headers().toArray()).map(LifeEvent::readable).toList());
	}

	/** The id of the dead letter that this is; null if it is none. */
	@Nullable String letter() {
		return this.kind.equals("dead") ? this.topic + "/" + this.partition + "-" + this.offset : null;
	}

	private static Told told(String kind, ConsumerRecord<byte[], byte[]> record, Speech speech) {
		byte[] value = record.value();
		if (kind.equals("dead")) {
			Header why = record.headers().lastHeader("why");
			return new Told(speech.say("said.dead", (why != null) ? readable(why.value()) : "?"), true);
		}
		if (value == null) {
			return new Told(speech.word("said.none." + kind), false);
		}
		try {
			return switch (kind) {
				case "request" -> new Told(speech.say("said.request", Topics.ORDER_REQUESTS.read(value).name()), false);
				case "command" -> command(CommandTopics.ORDER_COMMANDS.read(value), speech);
				case "outcome" -> outcome(CommandTopics.ORDER_COMMAND_OUTCOMES.read(value), speech);
				case "progress" -> progress(Topics.ORDER_PROCESSING.read(value), speech);
				case "mail" -> mail(Topics.ORDER_NOTIFICATIONS.read(value), speech);
				case "waiting" -> waiting(MailsWaiting.TOPIC.read(value), speech);
				default -> asked(CommandTopics.ORDER_MAIL_COMMANDS.read(value), speech);
			};
		}
		catch (UnreadableEventException ex) {
			return new Told(speech.say("said.unreadable", ex.getMessage()), true);
		}
	}

	private static Told command(OrderCommand command, Speech speech) {
		return new Told(
				speech.say("said.command", speech.word("by." + command.by().wireName()), command.action().wireName())
						+ detail(command.delay(), command.reason()),
				false);
	}

	private static Told outcome(CommandOutcome outcome, Speech speech) {
		return new Told(
				speech.say("said.outcome", outcome.action().wireName(), outcome.result().wireName(), outcome.version()),
				outcome.result() != CommandOutcome.Result.DONE);
	}

	private static Told progress(OrderProgress order, Speech speech) {
		OrderProgress.Step step = order.history().getLast();
		String by = (step.by() != null) ? " · " + speech.word("by." + step.by().wireName()) : "";
		return new Told(speech.say("said.progress", order.status().wireName(), order.version()) + by
				+ detail(step.delay(), step.reason()), false);
	}

	private static String detail(@Nullable Object... details) {
		return String.join("",
				Stream.of(details).filter((each) -> each != null).map((detail) -> " · " + detail).toList());
	}

	private static Told mail(OrderNotified mail, Speech speech) {
		return new Told(speech.say("said.mail", mail.version(), mail.status().wireName(), mail.outcome().wireName()),
				mail.outcome() == Outcome.REJECTED || mail.outcome() == Outcome.EXPIRED);
	}

	private static Told waiting(MailsWaiting waiting, Speech speech) {
		String due = speech.time(waiting.due());
		if (waiting.held()) {
			return new Told(speech.say("said.held", waiting.from(), due), false);
		}
		return new Told(speech.say("said.waiting", waiting.from(), waiting.failures(), due) + detail(waiting.reply()),
				waiting.failures() > 0);
	}

	private static Told asked(MailCommand command, Speech speech) {
		return new Told(speech.word("said.asked." + command.action().wireName())
				+ detail((command.from() != null) ? command.from().wireName() : null), false);
	}

	private static String readable(Header header) {
		String text = (header.value() != null) ? new String(header.value(), UTF_8) : "";
		boolean plain = text.codePoints().noneMatch(Character::isISOControl);
		return header.key() + ": " + (plain ? masked(text) : HexFormat.of().formatHex(header.value()));
	}

	/**
	 * A value for people: JSON with its lines indented, all else as it is; without
	 * addresses of customers, and cut where it is too long.
	 * @param value what a record carries
	 * @return text
	 */
	static String readable(byte[] value) {
		String text = new String(value, UTF_8);
		try {
			text = INDENTED.writerWithDefaultPrettyPrinter().writeValueAsString(INDENTED.readTree(value));
		}
		catch (JacksonException ex) {
			// As it is.
		}
		String masked = masked(text);
		return (masked.length() > LONGEST) ? masked.substring(0, LONGEST) + "…" : masked;
	}

	/**
	 * Leaves of an address what tells that it is the right one.
	 * @param text any text
	 * @return the same with each address as {@code a…@example.cl}
	 */
	static String masked(String text) {
		return ADDRESS.matcher(text)
			.replaceAll((address) -> ID_AND_VERSION.matcher(address.group()).matches() ? "$0"
					: Matcher.quoteReplacement(new String(Character.toChars(address.group().codePointAt(0))) + "…@"));
	}

	/**
	 * What a record tells.
	 *
	 * @param what in words
	 * @param bad whether somebody may have to see to it
	 */
	private record Told(String what, boolean bad) {
	}

}
