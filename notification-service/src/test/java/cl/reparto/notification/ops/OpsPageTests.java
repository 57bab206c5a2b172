package cl.reparto.notification.ops;

import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderNotified;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.MailCommand;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.notification.deadletter.DeadLetterEntry;
import cl.reparto.notification.deadletter.DeadLetterPage;
import cl.reparto.notification.deadletter.DeadLetterRedriven;
import cl.reparto.notification.deadletter.LetterId;
import cl.reparto.notification.mail.outbox.MailsWaiting;
import cl.reparto.notification.ops.GroupLags.Group;
import cl.reparto.notification.ops.GroupLags.Member;
import cl.reparto.notification.ops.MailDesk.Waiting;
import cl.reparto.notification.ops.OpsPage.Desk;
import cl.reparto.notification.ops.OpsPage.Letter;
import cl.reparto.notification.ops.OpsPage.Shown;
import cl.reparto.notification.ops.OpsPage.Visitor;
import cl.reparto.notification.ops.OrderLives.Life;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.ShopSettings;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class OpsPageTests {

	private static final ShopSettings SHOP = new ShopSettings("La Esquina", null, ZoneId.of("America/Santiago"));

	private static final String HOSTILE = "<script>alert(1)</script>";

	private static final String HARMLESS = "&lt;script&gt;alert(1)&lt;/script&gt;";

	private final OrderBuilder order = anOrder().named(HOSTILE);

	private final UUID id = this.order.id();

	private final DeadLetterEntry letter = letter("{\"name\":\"" + HOSTILE + "\",\"email\":\"ana@example.cl\"}");

	@Test
	void showsNothingToWhoIsNotSignedIn() {
		String page = page(null).write(desk(full()), new Visitor(null, true, null, Language.SPANISH));

		assertThat(page).contains("Llave del local")
			.doesNotContain("Cartas muertas", "example.cl", "notification-mail");
	}

	@Test
	void bringsWhoSignsInToTheOrderThatTheyAskedFor() {
		String page = page(null).write(new Shown("../../", this.id, null, null, null, null),
				new Visitor(null, true, OpsNotice.KEY, Language.SPANISH));

		assertThat(page).contains("action=\"../../ops/session\"", "name=\"order\" value=\"" + this.id + "\"",
				"Esa no es la llave");
	}

	@Test
	void saysWhatIsEmpty() {
		String page = write(desk(new Desk("nada", List.of(), false, new Waiting(List.of(), 0, 0, Map.of()),
				new DeadLetterPage(List.of(), null), List.of())));

		assertThat(page).contains("Ningún pedido se llama así.", "Cartas muertas", "Nada por aquí.")
			.doesNotContain("<li>", "esperan además");
	}

	@Test
	void showsAllThereIsWithoutMarkupOrAddressesOfOthers() {
		String page = write(desk(full()));

		assertThat(page)
			.contains(HARMLESS, "a…@example.cl", "reply 452 4.2.2", "Intentos: 3", "esperan además: 2",
					"notification-mail", "order_processing 0, 2", "<tr class=\"nobody waits\"><td>nadie",
					"Quedaron 1.234 registros sin leer en order_mails_waiting")
			.doesNotContain(HOSTILE, "ana@example.cl");
	}

	@Test
	void speaksEnglishToWhoPrefersIt() {
		String page = page(null).write(desk(full()), new Visitor("token", true, null, Language.ENGLISH));

		assertThat(page).contains("<html lang=\"en\">", "Dead letters", "Tries: 3");
	}

	@Test
	void saysThatKafkaDoesNotAnswerAndStillFindsOrders() {
		String page = write(
				new Shown("", null, OpsNotice.AWAY, new Desk("pino", List.of(), false, null, null, null), null, null));

		assertThat(page).contains("Kafka no responde", "name=\"q\"").doesNotContain("Cartas muertas", "Nada por aquí.");
	}

	@Test
	void leadsToProcessesWhereThereAreSome() {
		assertThat(page("http://localhost:8079/kill?a=<b>").write(desk(full()), signedIn()))
			.contains("<a href=\"http://localhost:8079/kill?a&#x3D;&lt;b&gt;\">Procesos</a>");
		assertThat(write(desk(full()))).doesNotContain("Procesos");
	}

	@Test
	void tellsALifeInOrderWithWhereEachRecordIs() {
		String page = write(life(records(), Map.of()));

		assertThat(page).containsSubsequence("Pedido: " + HARMLESS, "order_requests 3 @ 7", "recibido, versión 1",
				"El local pide: cancel · ya no hay", "cancel: done, versión 2",
				"cancelado, versión 2 · El local · ya no hay", "order_processing 3 @ 12",
				"Espera el correo de la versión 1; intentos: 1", "reply 452 4.2.2", "A mano: dejar de intentar",
				"Correo de la versión 1, recibido: expired", "Carta muerta: malformed");
		assertThat(page).contains("&quot;email&quot; : &quot;a…@example.cl&quot;", "12990.50", "why: malformed")
			.doesNotContain(HOSTILE, "ana@example.cl");
	}

	@Test
	void saysWhereReadingHasStopped() {
		String page = write(life(records(), Map.of(new TopicPartition(Topics.ORDER_NOTIFICATIONS.name(), 3), 12_345L)));

		assertThat(page).contains("Quedaron 12.345 registros sin leer en order_notifications, partición 3");
	}

	@Test
	void saysThatAnOrderIsUnknownAndWhereItWasLookedFor() {
		String page = write(new Shown("../../", this.id, null, null,
				new Life(this.id, null, null, TIME, List.of(), Map.of()), null));

		assertThat(page).contains("Pedido desconocido", "?days=60", "Nada por aquí.")
			.doesNotContain("value=\"give-up\"");
	}

	@Test
	void showsARecordThatNobodyCanRead() {
		ConsumerRecord<byte[], byte[]> poison = record(Topics.ORDER_PROCESSING,
				"\u0007 ana@example.cl <b>".getBytes(UTF_8), 1, 0);

		assertThat(write(life(List.of(poison), Map.of()))).contains("No se puede leer: ", "a…@example.cl &lt;b&gt;");
	}

	@Test
	void showsADeadLetterWithItsWholeValueOnlyWhereItIsMended() {
		String page = write(new Shown("../../../", null, null, null, null, new Letter(this.letter, null, null)));

		assertThat(page.substring(0, page.indexOf("<textarea"))).contains("a…@example.cl")
			.doesNotContain("ana@example.cl");
		assertThat(page).contains("ana@example.cl&quot;}</textarea>", "no name", "Devolver como vino")
			.doesNotContain(HOSTILE, "name=\"again\"");
	}

	@Test
	void asksTwiceBeforeADeadLetterIsSentAgainAgain() {
		DeadLetterEntry before = new DeadLetterEntry(this.letter.id(), this.letter.topic(), 1, 2L, TIME, "key", "why",
				null, List.of(new DeadLetterRedriven(this.letter.id().toString(), Actor.SHOP, TIME, false,
						"order_requests", 1, 9, "00")),
				Map.of(), null, "AAE=");

		assertThat(write(new Shown("../../../", null, null, null, null, new Letter(before, null, null))))
			.contains("Devuelta el 17 nov", "order_requests 1 @ 9", "name=\"again\" value=\"1\" required");
	}

	@Test
	void keepsWhatWasTypedWhenItIsRefused() {
		String page = write(new Shown("../", null, null, null, null,
				new Letter(this.letter, "{\"name\":\"</textarea>\"}", "price is missing")));

		assertThat(page).contains("price is missing", "<details open>", "&lt;/textarea&gt;&quot;}</textarea>");
	}

	@Test
	void leavesOfAnAddressOnlyItsBeginningAndItsDomain() {
		assertThat(LifeEvent.masked("a@b.cl, \"ñandú@example.cl\" <" + this.id + ".3@reparto.example> @x"))
			.isEqualTo("a…@b.cl, \"ñ…@example.cl\" <" + this.id + ".3@reparto.example> @x");
	}

	/** A poison record may be nothing else. */
	@Test
	@Timeout(5)
	void looksForAddressesInLongWords() {
		String word = "a".repeat(30_000);

		assertThat(LifeEvent.masked(word + " " + word + "@example.cl")).isEqualTo(word + " a…@example.cl");
	}

	private Desk full() {
		OrderProgress at = this.order.at(Status.PREPARANDO);
		MailsWaiting waiting = new MailsWaiting(at, 1, 2, 3, TIME, TIME.plusSeconds(60), "reply 452 4.2.2");
		Group mailers = new Group("notification-mail", "Stable",
				List.of(new Member("notification-mail-1", "10.0.0.3", List.of("order_processing 0, 2"), 17)),
				List.of("order_processing 1"), 4);
		Group view = new Group(null, null, List.of(new Member(null, null, List.of("order_processing 0, 1, 2"), 0)),
				List.of(), 0);
		return new Desk("", null, false,
				new Waiting(List.of(waiting), 1, 2, Map.of(new TopicPartition(MailsWaiting.TOPIC.name(), 0), 1_234L)),
				new DeadLetterPage(List.of(this.letter), "next"), List.of(view, mailers));
	}

	private static DeadLetterEntry letter(String value) {
		return new DeadLetterEntry(new LetterId("order_requests_dlt", 1, 5), "order_requests", 1, 2L, TIME, HOSTILE,
				"no name", null, List.of(), Map.of("why", "no name"), value, null);
	}

	private List<ConsumerRecord<byte[], byte[]>> records() {
		OrderProgress received = this.order.at(Status.RECIBIDO);
		OrderProgress cancelled = received.cancelled(Actor.SHOP, TIME.plusSeconds(3), "ya no hay");
		OrderCommand command = new OrderCommand(UUID.randomUUID(), this.id, OrderCommand.Action.CANCEL, Actor.SHOP,
				null, "ya no hay", 1, TIME.plusSeconds(2));
		ConsumerRecord<byte[], byte[]> dead = record(Topics.ORDER_REQUESTS_DLT, "{".getBytes(UTF_8), 9, 1);
		dead.headers().add("why", "malformed".getBytes(UTF_8));
		List<ConsumerRecord<byte[], byte[]>> ordered = List.of(
				record(Topics.ORDER_REQUESTS, Topics.ORDER_REQUESTS.write(this.order.requested()), 0, 7),
				record(Topics.ORDER_PROCESSING, Topics.ORDER_PROCESSING.write(received), 1, 11),
				record(CommandTopics.ORDER_COMMANDS, CommandTopics.ORDER_COMMANDS.write(command), 2, 1),
				record(CommandTopics.ORDER_COMMAND_OUTCOMES,
						CommandTopics.ORDER_COMMAND_OUTCOMES
							.write(new CommandOutcome(command.id(), this.id, command.action(), command.by(),
									CommandOutcome.Result.DONE, 2, Status.CANCELADO, TIME.plusSeconds(3))),
						3, 1),
				record(Topics.ORDER_PROCESSING, Topics.ORDER_PROCESSING.write(cancelled), 3, 12),
				record(MailsWaiting.TOPIC,
						MailsWaiting.TOPIC
							.write(new MailsWaiting(received, 1, 3, 1, TIME, TIME.plusSeconds(9), "reply 452 4.2.2")),
						4, 1),
				record(CommandTopics.ORDER_MAIL_COMMANDS,
						CommandTopics.ORDER_MAIL_COMMANDS
							.write(new MailCommand(MailCommand.Action.GIVE_UP, null, null)),
						5, 1),
				record(Topics.ORDER_NOTIFICATIONS,
						Topics.ORDER_NOTIFICATIONS.write(new OrderNotified(this.id, Status.RECIBIDO, 1,
								OrderNotified.Outcome.EXPIRED, "<" + this.id + ".1@reparto.example>", TIME)),
						6, 1),
				dead);
		return IntStream.range(0, ordered.size()).mapToObj((i) -> ordered.get((i * 4 + 3) % ordered.size())).toList();
	}

	private ConsumerRecord<byte[], byte[]> record(Topic<?> topic, byte[] value, int second, long offset) {
		return new ConsumerRecord<>(topic.name(), 3, offset, TIME.plusSeconds(second).toEpochMilli(),
				TimestampType.CREATE_TIME, 36, value.length, this.id.toString().getBytes(UTF_8), value,
				new RecordHeaders(), Optional.empty());
	}

	private Shown life(List<ConsumerRecord<byte[], byte[]>> records, Map<TopicPartition, Long> unread) {
		return new Shown("../../", this.id, null, null, new Life(this.id, this.order.at(Status.RECIBIDO), 3,
				TIME.minus(Duration.ofMinutes(5)), records, unread), null);
	}

	private static Shown desk(Desk desk) {
		return new Shown("", null, null, desk, null, null);
	}

	private static OpsPage page(@Nullable String local) {
		return new OpsPage(SHOP, new OpsSettings(local));
	}

	private static Visitor signedIn() {
		return new Visitor("token", true, null, Language.SPANISH);
	}

	private static String write(Shown shown) {
		return page(null).write(shown, signedIn());
	}

}
