package cl.reparto.local.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

/**
 * The files of a page.
 *
 * @param beside the class in whose folder they are
 */
public record PageFiles(Class<?> beside) {

	/**
	 * What a file holds.
	 * @param name its name
	 * @return its text
	 */
	public String read(String name) {
		try (InputStream file = Objects.requireNonNull(this.beside.getResourceAsStream(name), name)) {
			return new String(file.readAllBytes(), StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A template that escapes what it is filled with.
	 * @param name its file, which may include others
	 * @return the template
	 */
	public Template template(String name) {
		return Mustache.compiler().withLoader((other) -> new StringReader(read(other))).compile(read(name));
	}

}
