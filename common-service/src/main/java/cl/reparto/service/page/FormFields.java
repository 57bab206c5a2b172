package cl.reparto.service.page;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The fields of a form that a browser has sent ({@code application/x-www-form-urlencoded}
 * in UTF-8).
 */
public final class FormFields {

	private FormFields() {
	}

	/**
	 * Reads a form.
	 * @param body what was sent
	 * @return the first value of each field
	 * @throws ProblemException as {@link ProblemKind#BAD_REQUEST} if it cannot be decoded
	 */
	public static Map<String, String> read(byte[] body) {
		Map<String, String> fields = new HashMap<>();
		try {
			for (String field : new String(body, UTF_8).split("&")) {
				String[] parts = field.split("=", 2);
				fields.putIfAbsent(decoded(parts[0]), (parts.length == 2) ? decoded(parts[1]) : "");
			}
		}
		catch (IllegalArgumentException ex) {
			throw new ProblemException(ProblemKind.BAD_REQUEST);
		}
		return fields;
	}

	private static String decoded(String text) {
		return URLDecoder.decode(text, UTF_8);
	}

}
