package cl.reparto.guild.http;

import java.time.Instant;

import cl.reparto.service.access.AccessKey;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.mock.web.MockHttpServletRequest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class OfficialsTests {

	private static final String KEY = "a-long-key";

	private final Officials officials = officials(KEY);

	private static Officials officials(@Nullable String key) {
		return new Officials(new AccessKey(key, () -> Instant.EPOCH));
	}

	@ParameterizedTest
	@ValueSource(strings = { "Bearer a-long-key", "bearer a-long-key" })
	void knowsWhoHasTheKey(String header) {
		assertThat(this.officials.isOfficial(request(header))).isTrue();
		assertThatCode(() -> this.officials.require(request(header))).doesNotThrowAnyException();
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "Bearer a-long-ke", "Basic a-long-key" })
	void knowsNobodyElse(String header) {
		assertThat(this.officials.isOfficial(request(header))).isFalse();
		assertThat(refusal(this.officials, request(header))).contains("Authorization: Bearer");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "none" })
	void knowsNobodyWithoutAKeyAndSaysSo(String key) {
		Officials without = officials(key.equals("none") ? null : key);

		assertThat(without.isOfficial(request("Bearer " + key))).isFalse();
		assertThat(without.isOfficial(request("Bearer"))).isFalse();
		assertThat(refusal(without, request("Bearer " + key))).contains("reparto.guild.key");
	}

	@Test
	void saysByWhatToProveIt() {
		assertThatThrownBy(() -> this.officials.require(request(""))).isInstanceOfSatisfying(ProblemException.class,
				(refused) -> {
					assertThat(refused.kind()).isEqualTo(ProblemKind.OFFICIAL_ONLY);
					assertThat(refused.getStatusCode().value()).isEqualTo(401);
					assertThat(refused.getHeaders().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
				});
	}

	private static @Nullable String refusal(Officials officials, MockHttpServletRequest request) {
		try {
			officials.require(request);
			return null;
		}
		catch (ProblemException ex) {
			return ex.getBody().getDetail();
		}
	}

	private static MockHttpServletRequest request(String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		request.addHeader("Authorization", header);
		return request;
	}

}
