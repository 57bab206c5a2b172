package cl.reparto.notification.find;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Text as it is compared: without accents, and in lower case.
 */
final class PlainText {

	private static final Pattern MARKS = Pattern.compile("\\p{M}+");

	private PlainText() {
	}

	static String of(String text) {
		String apart = Normalizer.normalize(text, Normalizer.Form.NFKD);
		return MARKS.matcher(apart).replaceAll("").toLowerCase(Locale.ROOT);
	}

}
