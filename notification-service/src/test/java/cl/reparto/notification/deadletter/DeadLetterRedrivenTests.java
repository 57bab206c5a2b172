package cl.reparto.notification.deadletter;

import java.time.Instant;

import cl.reparto.model.Actor;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class DeadLetterRedrivenTests {

	/** Which is contract: it is kept for months, and other versions read it. */
	@Test
	void isWrittenSo() {
		DeadLetterRedriven note = new DeadLetterRedriven("order_requests_dlt/3-42", Actor.SHOP,
				Instant.parse("2026-11-27T21:40:12.345Z"), true, "order_requests", 1, 9, "ab");
		String json = """
				{"letter":"order_requests_dlt/3-42","by":"shop","at":"2026-11-27T21:40:12.345Z","mended":true,\
				"topic":"order_requests","partition":1,"offset":9,"sha256":"ab"}""";

		assertThat(new String(DeadLetterRedriven.TOPIC.write(note), UTF_8)).isEqualTo(json);
		assertThat(DeadLetterRedriven.TOPIC.read(json.getBytes(UTF_8))).isEqualTo(note);
	}

}
