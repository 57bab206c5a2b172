package cl.reparto.service.page;

import java.util.List;
import java.util.Locale;

import org.jspecify.annotations.Nullable;

/**
 * A language in which customers are told.
 */
public enum Language {

	/** As it is spoken in Chile. */
	SPANISH(Locale.of("es", "CL")),
	/** For guests. */
	ENGLISH(Locale.of("en"));

	private final Locale locale;

	Language(Locale locale) {
		this.locale = locale;
	}

	/**
	 * The language for a customer.
	 * @param accepted {@code Accept-Language}; null if there is none
	 * @return Spanish, unless English is preferred to it
	 */
	public static Language of(@Nullable String accepted) {
		try {
			List<Locale> locales = List.of(SPANISH.locale, ENGLISH.locale, Locale.of("es"));
			Locale best = (accepted != null) ? Locale.lookup(Locale.LanguageRange.parse(accepted), locales) : null;
			return ENGLISH.locale.equals(best) ? ENGLISH : SPANISH;
		}
		catch (IllegalArgumentException ex) {
			return SPANISH;
		}
	}

	/**
	 * How times and numbers are written.
	 * @return the locale
	 */
	public Locale locale() {
		return this.locale;
	}

}
