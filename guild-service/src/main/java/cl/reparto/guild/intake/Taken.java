package cl.reparto.guild.intake;

import java.util.Collections;
import java.util.Optional;

import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.web.JsonFields;
import jakarta.servlet.http.HttpServletRequest;

/**
 * A request as it came in.
 *
 * @param address where it was sent to; the same key stands for another request at another
 * @param key what the client calls it, if anything
 * @param body what was sent
 */
record Taken(String address, Optional<IdempotencyKey> key, byte[] body) {

	static Taken of(HttpServletRequest request, byte[] body) {
		return new Taken(request.getRequestURI(),
				IdempotencyKey.read(Collections.list(request.getHeaders(IdempotencyKey.HEADER))), body);
	}

	/** The same for the same fields, in whatever order and spacing. */
	String content() {
		return JsonFields.read(this.body).content();
	}

}
