package cl.reparto.service.web;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;

import jakarta.servlet.ServletInputStream;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.DelegatingServletInputStream;
import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

/**
 * Bodies that do not come as they should.
 */
class BoundedBodyTests {

	@Test
	void isTooSlowWhenItTrickles() {
		assertThat(refused(Duration.ofNanos(1), new ByteArrayInputStream(new byte[10])))
			.isEqualTo(ProblemKind.BODY_TOO_SLOW);
	}

	@Test
	void isTooSlowWhenItStops() {
		assertThat(refused(Duration.ofMinutes(1), failing(new SocketTimeoutException())))
			.isEqualTo(ProblemKind.BODY_TOO_SLOW);
	}

	@Test
	void isMalformedWhenItBreaksOff() {
		assertThat(refused(Duration.ofMinutes(1), failing(new IOException()))).isEqualTo(ProblemKind.MALFORMED_BODY);
	}

	private static InputStream failing(IOException failure) {
		return new InputStream() {

			@Override
			public int read() throws IOException {
				throw failure;
			}

		};
	}

	private static ProblemKind refused(Duration within, InputStream body) {
		BoundedBody reader = new BoundedBody(new BodySettings(within));
		MockHttpServletRequest request = new MockHttpServletRequest() {

			@Override
			public ServletInputStream getInputStream() {
				return new DelegatingServletInputStream(body);
			}

		};
		request.setContentType("application/json");
		return catchThrowableOfType(ProblemException.class, () -> reader.read(request)).kind();
	}

}
