package cl.reparto.local.kill;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.text.NumberFormat;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Properties;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.local.LocalStack;
import cl.reparto.local.StackProcess;
import cl.reparto.local.page.PageFiles;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;

/**
 * The page in HTML, in Spanish or English.
 */
final class KillPage {

	static final PageFiles FILES = new PageFiles(KillPage.class);

	/** The counter reads several times a second. */
	private static final Duration BEHIND = Duration.ofSeconds(3);

	private static final String USUAL = "es";

	private static final Map<String, Map<String, String>> WORDS = Stream.of(USUAL, "en")
		.collect(Collectors.toMap(Function.identity(), KillPage::words));

	private final Template template = FILES.template("kill.html");

	private final List<Link> links;

	private final String token;

	/**
	 * A page.
	 * @param stack leads to its other pages
	 * @param token what a form shows
	 */
	KillPage(LocalStack stack, String token) {
		Stream<Link> ofServices = stack.services()
			.stream()
			.filter((each) -> each.instance().number() == 1)
			.flatMap((each) -> switch (each.instance().service()) {
				case REQUEST -> Stream.of(new Link("order", each.address().resolve("/")));
				case NOTIFICATION -> Stream.of(new Link("board", each.address().resolve("/board")));
				default -> Stream.empty();
			});
		this.links = Stream
			.concat(ofServices, Stream.ofNullable(stack.inbox()).map((inbox) -> new Link("inbox", inbox)))
			.toList();
		this.token = token;
	}

	private static Map<String, String> words(String language) {
		Properties words = new Properties();
		try {
			words.load(new StringReader(FILES.read(language + ".properties")));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return words.stringPropertyNames().stream().collect(Collectors.toMap(Function.identity(), words::getProperty));
	}

	/**
	 * The page.
	 * @param languages as the browser asks for them; null for any
	 * @param count how orders fare
	 * @param countedAt when they were counted
	 * @param now the time
	 * @param processes what can be killed
	 * @return HTML
	 */
	String html(@Nullable String languages, OrderCount count, Instant countedAt, Instant now, List<Watched> processes) {
		Locale language = Locale.of(language(languages));
		Map<String, String> words = WORDS.get(language.getLanguage());
		NumberFormat number = NumberFormat.getIntegerInstance(language);
		Duration behind = Duration.between(countedAt, now);
		List<Figure> figures = List.of(
				new Figure("accepted", words.get("accepted"), number.format(count.accepted()), false),
				new Figure("lost", words.get("lost"), number.format(count.lost()), count.lost() > 0),
				new Figure("doubled", words.get("doubled"), number.format(count.doubled()), count.doubled() > 0),
				new Figure("backwards", words.get("backwards"), number.format(count.backwards()),
						count.backwards() > 0));
		return this.template.execute(new View(words, figures, number.format(count.underWay()), count.isGood(),
				count.accepted() == 0, (behind.compareTo(BEHIND) > 0) ? told(behind) : null,
				processes.stream().map((each) -> row(each, words, now)).toList(),
				this.links.stream().map((link) -> new Link(words.get(link.word()), link.address())).toList(),
				this.token));
	}

	private static String language(@Nullable String asked) {
		try {
			String found = (asked != null) ? Locale.lookupTag(LanguageRange.parse(asked), WORDS.keySet()) : null;
			return (found != null) ? found : USUAL;
		}
		catch (IllegalArgumentException ex) {
			return USUAL;
		}
	}

	private static Row row(Watched watched, Map<String, String> words, Instant now) {
		StackProcess process = watched.process();
		boolean up = watched.isUp();
		return new Row(process.name(), up, words.get(up ? "up" : "starting"), watched.pid(),
				process.isAlive() ? told(Duration.between(process.startedAt(), now)) : "–", process.deaths());
	}

	private static String told(Duration duration) {
		if (duration.toMinutes() == 0) {
			return duration.toSeconds() + " s";
		}
		return (duration.toHours() == 0) ? duration.toMinutes() + " min"
				: duration.toHours() + " h " + duration.toMinutesPart() + " min";
	}

	/**
	 * What the template shows.
	 *
	 * @param t the words
	 * @param figures the large numbers
	 * @param underWay how many orders are not at their end
	 * @param good whether all is as promised
	 * @param idle whether nobody has ordered yet
	 * @param behind how old the count is; null if it is new
	 * @param processes a row for each
	 * @param links to other pages
	 * @param token what a form shows
	 */
	private record View(Map<String, String> t, List<Figure> figures, String underWay, boolean good, boolean idle,
			@Nullable String behind, List<Row> processes, List<Link> links, String token) {
	}

	/**
	 * A large number.
	 *
	 * @param id which
	 * @param word what it counts
	 * @param bad whether it should be 0
	 */
	private record Figure(String id, String word, String number, boolean bad) {
	}

	/**
	 * A process.
	 *
	 * @param up whether it can do its job
	 * @param pid null if it is dead
	 * @param age how long it runs
	 */
	private record Row(String name, boolean up, String state, @Nullable Long pid, String age, int deaths) {
	}

	/**
	 * A way to another page.
	 *
	 * @param word its name, or what that is called among the words
	 */
	private record Link(String word, URI address) {
	}

}
