package cl.reparto.service.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Collections;
import java.util.List;

import jakarta.servlet.http.HttpServletRequest;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Reads the body of a request, and no more of it than one may have.
 */
@Component
@EnableConfigurationProperties(BodySettings.class)
public final class BoundedBody {

	private final Duration patience;

	BoundedBody(BodySettings settings) {
		this.patience = settings.bodyWithin();
	}

	/**
	 * Reads JSON, or nothing: a body that is none needs no type.
	 * @param request a request
	 * @return the whole body, or an empty one
	 * @throws ProblemException if it is of another type, and as {@link #read} throws it
	 */
	public byte[] readJson(HttpServletRequest request) {
		String type = request.getContentType();
		if (type == null && request.getContentLengthLong() <= 0
				&& request.getHeader(HttpHeaders.TRANSFER_ENCODING) == null) {
			return new byte[0];
		}
		if (type == null || !isJson(type)) {
			throw new ProblemException(ProblemKind.UNSUPPORTED_MEDIA_TYPE);
		}
		return read(request);
	}

	private static boolean isJson(String type) {
		try {
			return MediaType.APPLICATION_JSON.equalsTypeAndSubtype(MediaType.parseMediaType(type));
		}
		catch (InvalidMediaTypeException ex) {
			return false;
		}
	}

	/**
	 * Reads it.
	 * @param request a request whose content type is JSON
	 * @return the whole body
	 * @throws ProblemException if it is encoded, or not meant to be UTF-8, or is too
	 * long, too slow or cut off
	 */
	public byte[] read(HttpServletRequest request) {
		requireUtf8(request.getContentType());
		requireIdentity(Collections.list(request.getHeaders(HttpHeaders.CONTENT_ENCODING)));
		return readAll(request);
	}

	private static void requireUtf8(String contentType) {
		Charset charset = MediaType.parseMediaType(contentType).getCharset();
		if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
			throw new ProblemException(ProblemKind.UNSUPPORTED_MEDIA_TYPE);
		}
	}

	/** RFC 9110, 8.4.1: the name may be sent, though it means nothing. */
	private static void requireIdentity(List<String> encodings) {
		if (!encodings.stream().allMatch("identity"::equalsIgnoreCase)) {
			throw new ProblemException(ProblemKind.UNSUPPORTED_CONTENT_ENCODING);
		}
	}

	private byte[] readAll(HttpServletRequest request) {
		try {
			return readAll(request.getInputStream());
		}
		catch (SocketTimeoutException ex) {
			throw new ProblemException(ProblemKind.BODY_TOO_SLOW);
		}
		catch (IOException ex) {
			throw new ProblemException(ProblemKind.MALFORMED_BODY);
		}
	}

	/** In pieces, as they come: a read of all would wait as long as a client likes. */
	private byte[] readAll(InputStream body) throws IOException {
		long deadline = System.nanoTime() + this.patience.toNanos();
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		byte[] piece = new byte[1024];
		for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
			all.write(piece, 0, length);
			if (all.size() > ProblemKind.LARGEST_BODY) {
				throw new ProblemException(ProblemKind.BODY_TOO_LARGE);
			}
			if (System.nanoTime() - deadline >= 0) {
				throw new ProblemException(ProblemKind.BODY_TOO_SLOW);
			}
		}
		return all.toByteArray();
	}

}
