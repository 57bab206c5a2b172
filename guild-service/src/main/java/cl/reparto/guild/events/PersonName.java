package cl.reparto.guild.events;

import java.util.Locale;

/**
 * The name of an agent or a customer, which nobody checks.
 */
public final class PersonName {

	private PersonName() {
	}

	/**
	 * The one way in which people are told apart here.
	 * @param name as people write it
	 * @return the name without blanks around it and without regard to case
	 */
	public static String normalize(String name) {
		return name.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

}
