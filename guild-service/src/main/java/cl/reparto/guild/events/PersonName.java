package cl.reparto.guild.events;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of an agent or a customer, which nobody checks.
 */
public final class PersonName {

	/** Such as a space without width. */
	private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

	private static final Pattern BLANKS = Pattern.compile("\\s+");

	private PersonName() {
	}

	/**
	 * The one way in which people are told apart here.
	 * @param name as people write it
	 * @return the name without blanks around it, without regard to case or to how its
	 * letters are made, and without what is not seen
	 */
	public static String normalize(String name) {
		String seen = UNSEEN.matcher(Normalizer.normalize(name, Form.NFKC)).replaceAll("");
		return BLANKS.matcher(seen).replaceAll(" ").strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

}
