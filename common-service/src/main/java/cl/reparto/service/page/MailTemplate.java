package cl.reparto.service.page;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.samskivert.mustache.Escapers;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

/**
 * How an HTML mail is laid out: in the colours of our pages. Mail programs do not ask for
 * a style sheet, and many pass over one that is in the mail, so each element is given the
 * styles of its classes; only the dark scheme is for those that do read. It is ASCII,
 * with references for all other characters: a mail so long takes longer to be encoded
 * than to be written.
 */
public final class MailTemplate {

	/** A colour of the pages, in both schemes. */
	private static final Pattern COLOUR = Pattern.compile("(--[a-z]+): light-dark\\((#[0-9a-f]+), (#[0-9a-f]+)\\);");

	private static final Pattern RULE = Pattern.compile("\\.([a-z]+) \\{ ([^}]+) }");

	private static final Pattern USE = Pattern.compile("var\\((--[a-z]+)\\)");

	private static final Pattern CLASSES = Pattern.compile("class=\"([^\"]+)\"");

	private static final Map<String, String> LIGHT = styles(2);

	private static final String DARK = styles(3).entrySet()
		.stream()
		.filter((rule) -> !rule.getValue().isEmpty())
		.map((rule) -> '.' + rule.getKey() + " { " + rule.getValue() + " }")
		.collect(Collectors.joining("\n"));

	/** Gives styles to classes that depend on what the mail shows. */
	private static final Map<String, Mustache.Lambda> LAMBDAS = Map.of("styles",
			(classes, out) -> out.write(style(classes.execute())));

	private static final Mustache.Compiler COMPILER = Mustache.compiler()
		.nullValue("")
		.withEscaper((text) -> ascii(Escapers.HTML.escape(text)))
		.withLoader((name) -> new StringReader(styled(HtmlTemplate.read(MailTemplate.class, name + ".html"))));

	private final Template template;

	private MailTemplate(Template template) {
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
		return new MailTemplate(COMPILER.compile(styled(HtmlTemplate.read(mail, file))));
	}

	/**
	 * Fills it.
	 * @param view what the mail shows
	 * @return HTML, in ASCII
	 */
	public String fill(Object view) {
		StringWriter html = new StringWriter();
		this.template.execute(view, LAMBDAS, html);
		return html.toString();
	}

	private static String styled(String template) {
		return ascii(CLASSES.matcher(template.replace("/* dark */", DARK))
			.replaceAll(
					(found) -> Matcher.quoteReplacement(found.group() + " style=\"" + styles(found.group(1)) + '"')));
	}

	private static String styles(String classes) {
		return classes.contains("{{") ? "{{#styles}}" + classes + "{{/styles}}" : style(classes);
	}

	private static String style(String classes) {
		return Stream.of(classes.split(" ")).map((each) -> LIGHT.getOrDefault(each, "")).collect(Collectors.joining());
	}

	private static String ascii(String text) {
		StringBuilder ascii = new StringBuilder(text.length());
		text.codePoints().forEach((each) -> {
			if (each < 0x80) {
				ascii.append((char) each);
			}
			else {
				ascii.append("&#").append(each).append(';');
			}
		});
		return ascii.toString();
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
