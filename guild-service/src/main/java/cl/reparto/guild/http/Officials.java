package cl.reparto.guild.http;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Tells officials from everyone else: they send the guild's key as a bearer token (RFC
 * 6750, 2.1). Without a key, nobody is one.
 */
@Component
public final class Officials {

	/** Not case-sensitive (RFC 9110, 11.1). */
	private static final String SCHEME = "Bearer ";

	private final byte @Nullable [] key;

	Officials(OfficialsSettings settings) {
		this.key = (settings.key() != null) ? digest(settings.key()) : null;
	}

	/**
	 * Whether a request is an official's. Takes as long for a key that is nearly right as
	 * for any other.
	 * @param request the request
	 * @return whether it has the key
	 */
	public boolean isOfficial(HttpServletRequest request) {
		List<String> given = Collections.list(request.getHeaders(HttpHeaders.AUTHORIZATION));
		if (this.key == null || given.size() != 1) {
			return false;
		}
		String header = given.getFirst();
		return header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())
				&& MessageDigest.isEqual(this.key, digest(header.substring(SCHEME.length()).strip()));
	}

	/**
	 * Lets only officials go on.
	 * @param request the request
	 * @throws ProblemException as {@link ProblemKind#OFFICIAL_ONLY} for everyone else
	 */
	public void require(HttpServletRequest request) {
		if (this.key == null) {
			throw new ProblemException(ProblemKind.OFFICIAL_ONLY,
					"The guild has no key yet; reparto.guild.key sets it.");
		}
		if (!isOfficial(request)) {
			throw new ProblemException(ProblemKind.OFFICIAL_ONLY);
		}
	}

	private static byte[] digest(String key) {
		try {
			return MessageDigest.getInstance("SHA-256").digest(key.getBytes(UTF_8));
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

}
