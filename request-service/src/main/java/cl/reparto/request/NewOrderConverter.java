package cl.reparto.request;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpInputMessage;
import org.springframework.http.HttpOutputMessage;
import org.springframework.http.MediaType;
import org.springframework.http.converter.AbstractHttpMessageConverter;
import org.springframework.stereotype.Component;

/**
 * Reads the body of a new order, and no more of it than an order may have.
 */
@Component
final class NewOrderConverter extends AbstractHttpMessageConverter<NewOrder> {

	/** The longest body, in bytes. */
	static final int MAX_BODY = 16 * 1024;

	private final Duration patience;

	NewOrderConverter(RequestSettings settings) {
		super(MediaType.APPLICATION_JSON);
		this.patience = settings.bodyWithin();
	}

	@Override
	protected boolean supports(Class<?> type) {
		return type == NewOrder.class;
	}

	@Override
	protected boolean canWrite(@Nullable MediaType mediaType) {
		return false;
	}

	@Override
	protected NewOrder readInternal(Class<? extends NewOrder> type, HttpInputMessage message) throws IOException {
		requireUtf8(message.getHeaders().getContentType());
		return NewOrderReader.read(JsonBody.read(readAll(message.getBody())));
	}

	/** In pieces, as they come: a read of all would wait as long as a client likes. */
	private byte[] readAll(InputStream body) throws IOException {
		Deadline deadline = Deadline.in(this.patience);
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		byte[] piece = new byte[1024];
		try {
			for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
				all.write(piece, 0, length);
				if (all.size() > MAX_BODY) {
					throw new RefusedException(Refusal.BODY_TOO_LARGE);
				}
				if (deadline.nanosLeft() <= 0) {
					throw new RefusedException(Refusal.BODY_TOO_SLOW);
				}
			}
		}
		catch (SocketTimeoutException ex) {
			throw new RefusedException(Refusal.BODY_TOO_SLOW);
		}
		return all.toByteArray();
	}

	/**
	 * Asked here and not in {@code canRead}, where no would hand the body on to a
	 * converter that is less strict.
	 */
	private static void requireUtf8(@Nullable MediaType contentType) {
		Charset charset = (contentType != null) ? contentType.getCharset() : null;
		if (charset != null && !charset.equals(StandardCharsets.UTF_8)) {
			throw new RefusedException(Refusal.UNSUPPORTED_MEDIA_TYPE);
		}
	}

	@Override
	protected void writeInternal(NewOrder order, HttpOutputMessage message) {
		throw new UnsupportedOperationException("An order is only read");
	}

}
