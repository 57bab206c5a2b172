package cl.reparto.service.page;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How an HTML mail is laid out: in the colours of our pages. Mail programs do not ask for
 * a style sheet, and many pass over one that is in the mail, so each element is given the
 * styles of its classes; only the dark scheme is for those that do read.
 */
public final class MailTemplate {

	/** A colour of the pages, in both schemes. */
	private static final Pattern COLOUR = Pattern.compile("(--[a-z]+): light-dark\\((#[0-9a-f]+), (#[0-9a-f]+)\\);");

	private static final Pattern RULE = Pattern.compile("\\.([a-z]+) \\{ ([^}]+) }");

	private static final Pattern USE = Pattern.compile("var\\((--[a-z]+)\\)");

	private static final Pattern CLASSES = Pattern.compile("class=\"([a-z ]+)\"");

	/** Where the dark scheme goes. */
	private static final Pattern PLACE = Pattern.compile("/* dark */", Pattern.LITERAL);

	private static final Map<String, String> LIGHT = styles(2);

	private static final String DARK = styles(3).entrySet()
		.stream()
		.filter((rule) -> !rule.getValue().isEmpty())
		.map((rule) -> '.' + rule.getKey() + " { " + rule.getValue() + " }")
		.collect(Collectors.joining("\n"));

	private final HtmlTemplate template;

	private MailTemplate(HtmlTemplate template) {
		this.template = template;
	}

	/**
	 * Reads a template. It begins with the kit's {@code mail-head} and ends with its
	 * {@code mail-foot}; classes are those of the kit's {@code mail.css}.
	 * @param mail a class of the mail
	 * @param file the name of the file beside it
	 * @return the template
	 */
	public static MailTemplate of(Class<?> mail, String file) {
		return new MailTemplate(HtmlTemplate.of(mail, file));
	}

	/**
	 * Fills it.
	 * @param view what the mail shows
	 * @return HTML
	 */
	public String fill(Object view) {
		// What people have written has no quotes that are not escaped.
		String styled = CLASSES.matcher(this.template.fill(view))
			.replaceAll((found) -> Matcher.quoteReplacement(found.group() + " style=\"" + style(found.group(1)) + '"'));
		return PLACE.matcher(styled).replaceFirst(Matcher.quoteReplacement(DARK));
	}

	private static String style(String classes) {
		return Stream.of(classes.split(" ")).map((each) -> LIGHT.getOrDefault(each, "")).collect(Collectors.joining());
	}

	/** Of the light scheme all, of the dark one what makes it dark. */
	private static Map<String, String> styles(int scheme) {
		Map<String, String> colours = COLOUR
			.matcher(HtmlTemplate.read(MailTemplate.class, "/static/orders/assets/base.css"))
			.results()
			.collect(Collectors.toMap((colour) -> colour.group(1), (colour) -> colour.group(scheme)));
		Map<String, String> styles = new LinkedHashMap<>();
		RULE.matcher(HtmlTemplate.read(MailTemplate.class, "mail.css"))
			.results()
			.forEach((rule) -> styles.put(rule.group(1),
					Stream.of(rule.group(2).split("; *"))
						.filter((style) -> scheme == 2 || style.contains("var("))
						.map((style) -> USE.matcher(style).replaceAll((use) -> colours.get(use.group(1)))
								+ ((scheme == 2) ? ";" : " !important;"))
						.collect(Collectors.joining())));
		return styles;
	}

}
