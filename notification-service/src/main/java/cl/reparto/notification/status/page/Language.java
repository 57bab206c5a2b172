package cl.reparto.notification.status.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Properties;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A language in which customers are told.
 */
enum Language {

	SPANISH(Locale.of("es", "CL")), ENGLISH(Locale.of("en"));

	private final Locale locale;

	private final Properties words = new Properties();

	Language(Locale locale) {
		this.locale = locale;
		String file = "words." + locale.getLanguage() + ".properties";
		try (InputStream in = Objects.requireNonNull(Language.class.getResourceAsStream(file), file)) {
			this.words.load(new InputStreamReader(in, UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * The language for a customer.
	 * @param accepted {@code Accept-Language}; null if there is none
	 * @return Spanish, unless English is preferred to it
	 */
	static Language of(@Nullable String accepted) {
		try {
			List<Locale> locales = List.of(SPANISH.locale, ENGLISH.locale, Locale.of("es"));
			Locale best = (accepted != null) ? Locale.lookup(Locale.LanguageRange.parse(accepted), locales) : null;
			return ENGLISH.locale.equals(best) ? ENGLISH : SPANISH;
		}
		catch (IllegalArgumentException ex) {
			return SPANISH;
		}
	}

	Locale locale() {
		return this.locale;
	}

	/** All words, for the template. */
	Properties words() {
		return this.words;
	}

	/**
	 * Words.
	 * @param key what they are for
	 * @return text
	 */
	String word(String key) {
		return Objects.requireNonNull(this.words.getProperty(key), key);
	}

}
