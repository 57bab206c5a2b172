package cl.reparto.service.page;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

import org.springframework.core.io.ClassPathResource;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How a page, a mail or a text is laid out. What HTML is filled with is escaped.
 */
public final class HtmlTemplate {

	private final Template template;

	private HtmlTemplate(Template template) {
		this.template = template;
	}

	/**
	 * Reads a template. It may include the kit's own, such as {@code head}.
	 * @param page a class of the page
	 * @param file the name of the file beside it
	 * @return the template
	 */
	public static HtmlTemplate of(Class<?> page, String file) {
		return new HtmlTemplate(Mustache.compiler()
			.nullValue("")
			.withLoader((name) -> new StringReader(read(HtmlTemplate.class, name + ".html")))
			.compile(read(page, file)));
	}

	/**
	 * Reads a template of plain text, in which nothing is escaped.
	 * @param page a class of what it is for
	 * @param file the name of the file beside it
	 * @return the template
	 */
	public static HtmlTemplate ofText(Class<?> page, String file) {
		return new HtmlTemplate(Mustache.compiler().escapeHTML(false).compile(read(page, file)));
	}

	/**
	 * Reads what is beside a class.
	 * @param page the class
	 * @param file the name of the file, or its path
	 * @return text
	 */
	static String read(Class<?> page, String file) {
		try {
			return new ClassPathResource(file, page).getContentAsString(UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fills it.
	 * @param view what the page shows
	 * @return HTML, or plain text
	 */
	public String fill(Object view) {
		return this.template.execute(view);
	}

}
