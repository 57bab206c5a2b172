package cl.reparto.notification.mail.outbox;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.UnreadableEventException;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/** What waits may be read by the next version. */
class MailsWaitingTests {

	private static final OrderRequested ORDER = new OrderRequested(
			UUID.fromString("3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b"), "12 sopaipillas con pebre",
			new BigDecimal("214888.6892292968"), "ana@example.cl", at("00.250"));

	private static final MailsWaiting WAITING = new MailsWaiting(
			OrderProgress.received(ORDER, at("00.260"), at("02.260")).next(at("02.270"), at("07.270")), 1, 3, 2,
			at("00.300"), at("04.300"));

	@Test
	void writesTheGoldenFile() throws IOException {
		assertThat(new String(MailsWaiting.TOPIC.write(WAITING), UTF_8)).isEqualTo(golden());
	}

	@Test
	void readsTheGoldenFile() throws IOException {
		assertThat(MailsWaiting.TOPIC.read(golden().getBytes(UTF_8))).isEqualTo(WAITING);
	}

	@Test
	void keepsWhatTheMailServerSaidLast() {
		MailsWaiting failed = WAITING.failed(at("05"), Duration.ofSeconds(1), "reply 452 4.2.2");

		assertThat(new String(MailsWaiting.TOPIC.write(failed), UTF_8)).endsWith(",\"reply\":\"reply 452 4.2.2\"}");
		assertThat(MailsWaiting.TOPIC.read(MailsWaiting.TOPIC.write(failed))).isEqualTo(failed);
		assertThat(failed.waitingSince(at("01")).and(failed.order()).reply()).isEqualTo("reply 452 4.2.2");
	}

	@Test
	void beginsEarlierForAnEarlierMail() {
		OrderProgress order = WAITING.order();
		MailsWaiting failed = waiting(order, 2).failed(at("05"), Duration.ofSeconds(1), "reply 452 4.2.2");

		assertThat(failed.and(order.asOf(1))).isEqualTo(new MailsWaiting(order, 1, 3, 0, at("01"), at("06")));
		assertThat(failed.and(order)).isEqualTo(failed);
		assertThat(waiting(order.asOf(1), 1).and(order)).isEqualTo(waiting(order, 1));
	}

	/** What waited before orders could be acted on. */
	@Test
	void readsAStatusAsTheVersionThatItWas() throws IOException {
		assertThat(MailsWaiting.TOPIC.read(golden("mails-waiting-by-status").getBytes(UTF_8))).isEqualTo(WAITING);
	}

	@Test
	void hasNoFirstMailBeyondTheOrder() throws IOException {
		String json = golden("mails-waiting").replace("\"from\":1", "\"from\":3");

		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> MailsWaiting.TOPIC.read(json.getBytes(UTF_8)))
			.withMessageEndingWith("from must be from 1 to 2");
	}

	@Test
	void isHeldWhileItTellsFirstOfAnAdvanceByTheShop() {
		OrderProgress received = WAITING.order().asOf(1);
		OrderProgress advanced = received.advanced(Actor.SHOP, at("01"), at("09"));

		assertThat(waiting(advanced, 2).held()).isTrue();
		assertThat(waiting(advanced, 2).failed(at("02"), Duration.ofSeconds(1), "reply 450").held()).isFalse();
		assertThat(waiting(advanced, 1).held()).isFalse();
		assertThat(waiting(received.next(at("01"), at("09")), 2).held()).isFalse();
		assertThat(waiting(received.delayed(Actor.SHOP, at("01"), Duration.ofSeconds(1)), 2).held()).isFalse();
	}

	@Test
	void isWithdrawnOnceTheShopHasRecalledWhatItTellsFirst() {
		OrderProgress advanced = WAITING.order().asOf(1).advanced(Actor.SHOP, at("01"), at("09"));
		OrderProgress recalled = advanced.recalled(Actor.SHOP, at("02"), at("08"));
		OrderProgress again = recalled.advanced(Actor.SHOP, at("03"), at("09"));

		assertThat(waiting(advanced, 2).withdrawn()).isFalse();
		assertThat(waiting(recalled, 1).withdrawn()).isFalse();
		assertThat(waiting(recalled, 2).withdrawn()).isTrue();
		assertThat(waiting(recalled, 3).withdrawn()).isFalse();
		assertThat(waiting(again, 2).withdrawn()).isTrue();
		assertThat(waiting(again, 2).second().version()).isEqualTo(3);
		assertThat(waiting(again, 4).withdrawn()).isFalse();
	}

	private static MailsWaiting waiting(OrderProgress order, int from) {
		return new MailsWaiting(order, from, 3, 0, at("01"), at("04"));
	}

	private static String golden() throws IOException {
		return golden("mails-waiting");
	}

	private static String golden(String name) throws IOException {
		try (InputStream file = MailsWaitingTests.class.getResourceAsStream("/golden/" + name + ".json")) {
			return new String(Objects.requireNonNull(file).readAllBytes(), UTF_8).strip();
		}
	}

	private static Instant at(String second) {
		return Instant.parse("2026-11-21T12:00:" + second + "Z");
	}

}
