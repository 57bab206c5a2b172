package cl.reparto.notification.mail.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What waits may be read by the next version. */
class MailsWaitingTests {

	private static final OrderRequested ORDER = new OrderRequested(
			UUID.fromString("3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b"), "12 sopaipillas con pebre",
			new BigDecimal("214888.6892292968"), "ana@example.cl", at("00.250"));

	private static final MailsWaiting WAITING = new MailsWaiting(
			OrderProgress.received(ORDER, at("00.260"), at("02.260")).next(at("02.270"), at("07.270")), Status.RECIBIDO,
			3, 2, at("00.300"), at("04.300"));

	@Test
	void writesTheGoldenFile() throws IOException {
		assertThat(new String(MailsWaiting.TOPIC.write(WAITING), UTF_8)).isEqualTo(golden());
	}

	@Test
	void readsTheGoldenFile() throws IOException {
		assertThat(MailsWaiting.TOPIC.read(golden().getBytes(UTF_8))).isEqualTo(WAITING);
	}

	private static String golden() throws IOException {
		try (InputStream file = MailsWaitingTests.class.getResourceAsStream("/golden/mails-waiting.json")) {
			return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8).strip();
		}
	}

	private static Instant at(String second) {
		return Instant.parse("2026-11-21T12:00:" + second + "Z");
	}

}
