package cl.reparto.notification.ops;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.notification.deadletter.DeadLetterEntry;
import cl.reparto.notification.deadletter.DeadLetterPage;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.ops.GroupLags.Group;
import cl.reparto.notification.ops.MailDesk.Waiting;
import cl.reparto.notification.ops.OrderLives.Life;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.service.page.HtmlTemplate;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.ShopSettings;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The operator's page in HTML. What customers and brokers have written is escaped.
 */
@Component
final class OpsPage {

	/** What nobody mends by hand. */
	private static final int LONGEST = 5_000;

	private final HtmlTemplate template = HtmlTemplate.of(OpsPage.class, "ops.html");

	private final Map<Language, PageLanguage> languages = PageLanguage.of(OpsPage.class);

	private final ShopSettings shop;

	private final OpsSettings settings;

	OpsPage(ShopSettings shop, OpsSettings settings) {
		this.shop = shop;
		this.settings = settings;
	}

	/**
	 * Writes the page.
	 * @param shown what it shows
	 * @param visitor who looks
	 * @return HTML
	 */
	String write(Shown shown, Visitor visitor) {
		Speech speech = new Speech(Objects.requireNonNull(this.languages.get(visitor.language())), this.shop.zone());
		boolean in = visitor.token() != null;
		Desk desk = in ? shown.desk() : null;
		Life life = in ? shown.life() : null;
		Letter letter = in ? shown.letter() : null;
		return this.template.fill(new View(speech.language().words(), this.shop, this.settings.localUrl(), visitor,
				shown.root(), "ops", shown.order(), said(speech, visitor.notice()), said(speech, shown.trouble()), desk,
				(desk != null) ? parts(desk, speech) : List.of(), (life != null) ? view(life, speech) : null,
				(letter != null) ? view(letter, speech) : null));
	}

	private static @Nullable Said said(Speech speech, @Nullable OpsNotice notice) {
		return (notice != null) ? new Said(speech.word("notice." + notice.wireName()), notice.isBad()) : null;
	}

	private static List<Part> parts(Desk desk, Speech speech) {
		List<Part> parts = new ArrayList<>();
		if (desk.found() != null) {
			parts.add(new Part("found", speech.word("found"), desk.found().size(),
					desk.found().isEmpty() ? speech.word("foundNone") : null,
					desk.found().stream().map((order) -> row(order, speech)).toList(), List.of(), null));
		}
		Waiting waiting = desk.waiting();
		if (waiting != null) {
			parts.add(new Part("waiting", speech.word("waiting"), waiting.count(),
					speech.word((waiting.count() > 0) ? "waitingMeans" : "none")
							+ ((waiting.held() > 0) ? " " + speech.say("held", waiting.held()) : ""),
					waiting.letters().stream().map((each) -> row(each, speech)).toList(),
					unread(waiting.unread(), speech), null));
		}
		DeadLetterPage dead = desk.letters();
		if (dead != null) {
			parts.add(new Part("dead", speech.word("dead"), null, dead.letters().isEmpty() ? speech.word("none") : null,
					dead.letters().stream().map((each) -> row(each, speech)).toList(), List.of(), dead.next()));
		}
		return parts;
	}

	private static Row row(OrderStatus order, Speech speech) {
		return new Row("orders/" + order.id(), number(order.id()), order.name(),
				speech.say("foundFacts", order.status().wireName(), order.version(), speech.time(order.updatedAt())),
				null, null, null);
	}

	private static Row row(MailsWaiting waiting, Speech speech) {
		OrderProgress order = waiting.order();
		String status = waiting.first().status().wireName();
		return new Row("orders/" + order.id(), number(order.id()), order.name(),
				speech.say("waitingFacts", LifeEvent.masked(order.email()), waiting.from(), status,
						speech.time(waiting.since()), speech.time(waiting.due())),
				speech.say("tried", waiting.failures()) + ((waiting.reply() != null) ? " · " + waiting.reply() : ""),
				order.id(), status);
	}

	private static Row row(DeadLetterEntry letter, Speech speech) {
		String facts = letter.topic() + " " + Objects.requireNonNullElse(letter.partition(), "?") + " @ "
				+ Objects.requireNonNullElse(letter.offset(), "?") + " · " + speech.time(letter.at()) + " · "
				+ LifeEvent.masked(Objects.requireNonNullElse(letter.key(), "–"));
		return new Row("dead-letters/" + letter.id(), null, letter.why(),
				facts + (letter.redrives().isEmpty() ? "" : " · " + speech.word("wasRedriven")), null, null, null);
	}

	private static String number(UUID id) {
		return id.toString().substring(0, 8).toUpperCase(Locale.ROOT);
	}

	private static List<String> unread(Map<TopicPartition, Long> unread, Speech speech) {
		return unread.entrySet()
			.stream()
			.map((each) -> speech.say("unread", each.getValue(), each.getKey().topic(), each.getKey().partition()))
			.toList();
	}

	private static LifeView view(Life life, Speech speech) {
		OrderProgress order = life.newest();
		List<String> statuses = (order != null)
				? order.history().stream().map((step) -> step.status().wireName()).distinct().toList() : List.of();
		return new LifeView(life.id(), number(life.id()), (order != null) ? order.name() : null,
				(order != null) ? speech.say("lifeFacts", order.status().wireName(), order.version(),
						LifeEvent.masked(order.email())) : null,
				life.home(), statuses, LifeEvent.of(life.records(), speech),
				speech.say("readSince", speech.time(life.since()))
						+ (life.records().isEmpty() ? " " + speech.word("none") : "")
						+ ((life.records().size() == OrderLives.MOST) ? " " + speech.word("full") : ""),
				unread(life.unread(), speech));
	}

	private static LetterView view(Letter letter, Speech speech) {
		DeadLetterEntry entry = letter.entry();
		byte[] bytes = (entry.valueBase64() != null) ? Base64.getDecoder().decode(entry.valueBase64())
				: Objects.requireNonNullElse(entry.value(), "").getBytes(UTF_8);
		String typed = Objects.requireNonNullElse(letter.typed(), new String(bytes, UTF_8));
		return new LetterView(entry.id().toString(), row(entry, speech),
				Objects.requireNonNullElse(entry.headers(), Map.<String, String>of())
					.entrySet()
					.stream()
					.map((each) -> LifeEvent.masked(each.getKey() + ": " + each.getValue()))
					.toList(),
				entry.redriveOf(),
				entry.redrives()
					.stream()
					.map((each) -> speech.say("redriven", speech.time(each.at()), each.topic(), each.partition(),
							each.offset()))
					.toList(),
				!entry.redrives().isEmpty(), LifeEvent.readable(bytes), (typed.length() <= LONGEST) ? typed : null,
				letter.refused());
	}

	/**
	 * Who looks.
	 *
	 * @param token what their forms carry; null for who is not signed in
	 * @param possible whether anybody can sign in
	 * @param notice what to tell them; null for nothing
	 * @param language theirs
	 */
	record Visitor(@Nullable String token, boolean possible, @Nullable OpsNotice notice, Language language) {
	}

	/**
	 * What the page shows.
	 *
	 * @param root what leads from its address to where all addresses begin
	 * @param order the order that it is about; null for none
	 * @param trouble why there is no more; null for none
	 * @param desk the front page; null on others
	 * @param life an order; null on others
	 * @param letter a dead letter; null on others
	 */
	record Shown(String root, @Nullable UUID order, @Nullable OpsNotice trouble, @Nullable Desk desk,
			@Nullable Life life, @Nullable Letter letter) {

		/** The same, since there is trouble. */
		Shown because(OpsNotice why) {
			return new Shown(this.root, this.order, why, this.desk, null, null);
		}

	}

	/**
	 * The front page. What Kafka does not tell is null.
	 *
	 * @param query what is looked for
	 * @param found what was found; null if nothing is looked for
	 * @param unready whether this instance cannot tell yet
	 * @param waiting mails that wait
	 * @param letters dead letters
	 * @param groups who reads what
	 */
	record Desk(String query, @Nullable List<OrderStatus> found, boolean unready, @Nullable Waiting waiting,
			@Nullable DeadLetterPage letters, @Nullable List<Group> groups) {
	}

	/**
	 * A dead letter.
	 *
	 * @param entry the letter
	 * @param typed what somebody has typed in its place; null for nothing
	 * @param refused why that is not sent; null if it is not refused
	 */
	record Letter(DeadLetterEntry entry, @Nullable String typed, @Nullable String refused) {
	}

	/**
	 * How things are told.
	 *
	 * @param language the language
	 * @param zone whose time is shown
	 */
	record Speech(PageLanguage language, ZoneId zone) {

		String word(String key) {
			return this.language.word(key);
		}

		String say(String key, Object... parts) {
			return String.format(this.language.locale(), word(key), parts);
		}

		String time(Instant when) {
			return DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", this.language.locale())
				.format(when.atZone(this.zone));
		}

	}

	private record Said(String text, boolean bad) {
	}

	/**
	 * What the template knows; {@code t} is what it says, {@code door} the page that one
	 * signs in to.
	 */
	private record View(Properties t, ShopSettings shop, @Nullable String local, Visitor visitor, String root,
			String door, @Nullable UUID order, @Nullable Said notice, @Nullable Said trouble, @Nullable Desk desk,
			List<Part> parts, @Nullable LifeView life, @Nullable LetterView letter) {
	}

	/** A list; {@code next} is what comes after it. */
	private record Part(String name, String title, @Nullable Integer count, @Nullable String note, List<Row> rows,
			List<String> unread, @Nullable String next) {
	}

	/** A line of a list; {@code id} is the order whose mails can be seen to. */
	private record Row(String link, @Nullable String number, String text, String facts, @Nullable String wrong,
			@Nullable UUID id, @Nullable String from) {
	}

	private record LifeView(UUID id, String number, @Nullable String name, @Nullable String facts,
			@Nullable Integer home, List<String> statuses, List<LifeEvent> events, String read, List<String> unread) {
	}

	private record LetterView(String id, Row row, List<String> headers, @Nullable String redriveOf,
			List<String> redrives, boolean again, String text, @Nullable String mendable, @Nullable String refused) {
	}

}
