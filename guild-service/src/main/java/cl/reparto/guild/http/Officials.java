package cl.reparto.guild.http;

import cl.reparto.service.access.AccessKey;
import cl.reparto.service.access.AccessKey.Shown;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.stereotype.Component;

/**
 * Tells officials from everyone else: they show the guild's key. Without a key, nobody is
 * one.
 */
@Component
public final class Officials {

	private final AccessKey key;

	Officials(AccessKey key) {
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
		return this.key.shownBy(request) == Shown.KEY;
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
