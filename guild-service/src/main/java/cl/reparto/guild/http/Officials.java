package cl.reparto.guild.http;

import java.util.Collections;
import java.util.List;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/**
 * Tells officials from everyone else: they send the guild's key as a bearer token (RFC
 * 6750, 2.1). Without a key, nobody is one.
 */
@Component
public final class Officials {

	/** Not case-sensitive (RFC 9110, 11.1). */
	private static final String SCHEME = "Bearer ";

	private final GuildKey key;

	Officials(GuildKey key) {
		this.key = key;
	}

	/**
	 * Whether a request is an official's.
	 * @param request the request
	 * @return whether it has the key
	 * @throws ProblemException as {@link ProblemKind#TOO_MANY_WRONG_KEYS} if it has one,
	 * after too many from there that were wrong
	 */
	public boolean isOfficial(HttpServletRequest request) {
		List<String> given = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (given.size() != 1) {
			return false;
		}
		String header = given.getFirst();
		return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& this.key.is(header.substring(SCHEME.length()), request);
	}

	/**
	 * Lets only officials go on.
	 * @param request the request
	 * @throws ProblemException as {@link ProblemKind#OFFICIAL_ONLY} for everyone else, or
	 * as {@link #isOfficial} throws it
	 */
	public void require(HttpServletRequest request) {
		if (!this.key.exists()) {
			throw new ProblemException(ProblemKind.OFFICIAL_ONLY,
					"The guild has no key yet; reparto.guild.key sets it.");
		}
		if (!isOfficial(request)) {
			throw new ProblemException(ProblemKind.OFFICIAL_ONLY);
		}
	}

}
