package cl.reparto.service.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.Objects;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How a page is laid out. What it is filled with is escaped.
 */
public final class HtmlTemplate {

	private final Template template;

	private HtmlTemplate(Template template) {
		this.template = template;
	}

	/**
	 * Reads a template.
	 * @param page a class of the page
	 * @param file the name of the file beside it
	 * @return the template
	 */
	public static HtmlTemplate of(Class<?> page, String file) {
		try (InputStream in = Objects.requireNonNull(page.getResourceAsStream(file), file)) {
			return new HtmlTemplate(Mustache.compiler().nullValue("").compile(new InputStreamReader(in, UTF_8)));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Fills it.
	 * @param view what the page shows
	 * @return HTML
	 */
	public String fill(Object view) {
		return this.template.execute(view);
	}

}
