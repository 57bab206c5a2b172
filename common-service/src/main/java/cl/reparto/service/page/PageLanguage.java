package cl.reparto.service.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.support.EncodedResource;
import org.springframework.core.io.support.PropertiesLoaderUtils;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A language as a page speaks it.
 *
 * @param locale how times and numbers are written
 * @param words all that the page says, for its template
 */
public record PageLanguage(Locale locale, Properties words) {

	/**
	 * The languages of a page.
	 * @param page a class that has its words beside it, {@code words.es.properties} for
	 * Spanish
	 * @return all that there are
	 */
	public static Map<Language, PageLanguage> of(Class<?> page) {
		Map<Language, PageLanguage> all = new EnumMap<>(Language.class);
		for (Language language : Language.values()) {
			String file = "words." + language.locale().getLanguage() + ".properties";
			all.put(language, new PageLanguage(language.locale(), read(page, file)));
		}
		return all;
	}

	private static Properties read(Class<?> page, String file) {
		try {
			return PropertiesLoaderUtils.loadProperties(new EncodedResource(new ClassPathResource(file, page), UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Words for so many of something.
	 * @param key what they are for; with {@code .one} at its end for one alone
	 * @param count how many
	 * @return text
	 */
	public String counted(String key, long count) {
		return word((count == 1) ? key + ".one" : key);
	}

	/**
	 * Words.
	 * @param key what they are for
	 * @return text
	 */
	public String word(String key) {
		return Objects.requireNonNull(this.words.getProperty(key), key);
	}

}
