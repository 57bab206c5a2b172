package cl.reparto.guild.events;

import java.util.Locale;

/**
 * Who has seen a fugitive, by a name that nobody checks.
 */
public final class Agent {

	private Agent() {
	}

	/**
	 * The one way in which agents are told apart here.
	 * @param name as people write it
	 * @return the name without blanks around it and without regard to case
	 */
	public static String normalize(String name) {
		return name.strip().toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
	}

}
