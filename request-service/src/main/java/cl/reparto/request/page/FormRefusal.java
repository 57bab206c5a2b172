package cl.reparto.request.page;

import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;

/**
 * Why what was filled in was not taken.
 *
 * @param alert the words that say so, by their key; null if the fields say all
 * @param errors what the server says of each bad field
 */
record FormRefusal(@Nullable String alert, Map<String, String> errors) {

	/** Of what was not sent. */
	static final FormRefusal NONE = new FormRefusal(null, Map.of());

	/**
	 * Of nothing that a field says.
	 * @param alert the words that say why
	 */
	static FormRefusal of(String alert) {
		return new FormRefusal(alert, Map.of());
	}

	/**
	 * What is wrong in a customer's language.
	 * @param said what is told where the server says of a field what begins so
	 * @return what is told of each bad field; the server's words where there are no other
	 */
	Map<String, String> told(Map<String, String> said) {
		Map<String, String> told = new TreeMap<>();
		this.errors.forEach((field, message) -> told.put(field,
				said.keySet()
					.stream()
					.filter((start) -> (field + " " + message).startsWith(start))
					.findFirst()
					.map(said::get)
					.orElse(message)));
		return told;
	}

}
