package cl.reparto.model;

import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.model.command.CommandOutcome;
import cl.reparto.model.command.CommandTopics;
import cl.reparto.model.command.MailCommand;
import cl.reparto.model.command.OrderCommand;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** The golden files are the contract: what is on the wire, to the letter. */
class WireFormatTests {

	private static final UUID ID = UUID.fromString("3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b");

	private static final UUID COMMAND = UUID.fromString("7c1d2e3f-4a5b-4c6d-8e7f-9a0b1c2d3e4f");

	private static final Instant REQUESTED = Instant.parse("2026-11-21T12:00:00.250Z");

	private static final OrderRequested ORDER = new OrderRequested(ID, "12 sopaipillas con pebre",
			new BigDecimal("214888.6892292968"), "ana@example.cl", REQUESTED);

	static Stream<Arguments> events() {
		OrderRequested cheaper = new OrderRequested(ID, ORDER.name(), new BigDecimal("1000.50"), ORDER.email(),
				REQUESTED);
		return Stream.of(Arguments.of("order-requested", Topics.ORDER_REQUESTS, ORDER),
				Arguments.of("order-progress", Topics.ORDER_PROCESSING,
						OrderProgress.received(ORDER, at("00.260"), at("02.260")).next(at("02.270"), at("07.270"))),
				Arguments.of("order-progress-finished", Topics.ORDER_PROCESSING,
						OrderProgress.received(cheaper, at("00.260"), at("02.260"))
							.next(at("02.270"), at("07.270"))
							.next(at("07.280"), at("12.280"))
							.next(at("12.290"), null)),
				Arguments.of("order-notified", Topics.ORDER_NOTIFICATIONS,
						new OrderNotified(ID, Status.PREPARANDO, 2, OrderNotified.Outcome.SENT,
								"<" + ID + ".2@reparto.example>", at("02.400"))),
				Arguments.of("order-notified-expired", Topics.ORDER_NOTIFICATIONS,
						new OrderNotified(ID, Status.PREPARANDO, 2, OrderNotified.Outcome.EXPIRED,
								"<" + ID + ".2@reparto.example>", at("02.400"))),
				Arguments.of("order-requested-for-later", Topics.ORDER_REQUESTS, later()),
				Arguments.of("order-progress-acted-on", Topics.ORDER_PROCESSING,
						OrderProgress.received(later(), at("00.260"), at("02.260"))
							.advanced(Actor.SHOP, at("01.000"), at("06.000"))
							.recalled(Actor.SHOP, at("01.500"), at("02.500"))
							.delayed(Actor.SHOP, at("01.600"), Duration.ofMinutes(10))
							.cancelled(Actor.CUSTOMER, at("01.700"), "ya no tengo hambre")),
				Arguments.of("order-notified-withdrawn", Topics.ORDER_NOTIFICATIONS,
						new OrderNotified(ID, Status.RECIBIDO, 3, OrderNotified.Outcome.WITHDRAWN,
								"<" + ID + ".3@reparto.example>", at("02.400"))),
				Arguments.of("order-command-delay", CommandTopics.ORDER_COMMANDS,
						new OrderCommand(COMMAND, ID, OrderCommand.Action.DELAY, Actor.SHOP, Duration.ofMinutes(10),
								null, 3, at("01.590"))),
				Arguments.of("order-command-cancel", CommandTopics.ORDER_COMMANDS,
						new OrderCommand(COMMAND, ID, OrderCommand.Action.CANCEL, Actor.CUSTOMER, null,
								"ya no tengo hambre", null, at("01.690"))),
				Arguments.of("command-outcome", CommandTopics.ORDER_COMMAND_OUTCOMES,
						new CommandOutcome(COMMAND, ID, OrderCommand.Action.CANCEL, Actor.CUSTOMER,
								CommandOutcome.Result.TOO_LATE, 2, Status.PREPARANDO, at("02.300"))),
				Arguments.of("command-outcome-unknown", CommandTopics.ORDER_COMMAND_OUTCOMES,
						new CommandOutcome(COMMAND, ID, OrderCommand.Action.ADVANCE, Actor.SHOP,
								CommandOutcome.Result.UNKNOWN, 0, null, at("02.300"))),
				Arguments.of("mail-command-send", CommandTopics.ORDER_MAIL_COMMANDS,
						new MailCommand(MailCommand.Action.SEND,
								OrderProgress.received(ORDER, at("00.260"), at("02.260"))
									.next(at("02.270"), at("07.270")),
								Status.RECIBIDO)),
				Arguments.of("mail-command-give-up", CommandTopics.ORDER_MAIL_COMMANDS,
						new MailCommand(MailCommand.Action.GIVE_UP, null, null)));
	}

	@ParameterizedTest
	@MethodSource("events")
	<V> void writesTheGoldenFile(String file, Topic<V> topic, V event) throws IOException {
		assertThat(new String(topic.write(event), UTF_8)).isEqualTo(golden(file));
	}

	@ParameterizedTest
	@MethodSource("events")
	<V> void readsTheGoldenFile(String file, Topic<V> topic, V event) throws IOException {
		assertThat(topic.read(golden(file).getBytes(UTF_8))).isEqualTo(event);
	}

	@Test
	void passesOverFieldsThatItDoesNotKnow() throws IOException {
		String newer = golden("order-requested").replaceFirst("\\{", "{\"coupon\":{\"code\":[1]},");

		assertThat(Topics.ORDER_REQUESTS.read(newer.getBytes(UTF_8))).isEqualTo(ORDER);
	}

	/** It was taken before the door refused it. */
	@Test
	void readsAnOrderOfBeforeThatTheDoorTakesNoMore() throws IOException {
		String older = golden("order-requested").replace("12 sopaipillas con pebre", "\u2800");

		assertThat(Topics.ORDER_REQUESTS.read(older.getBytes(UTF_8)).name()).isEqualTo("\u2800");
		assertThat(OrderRules.violations("\u2800", ORDER.price(), ORDER.email())).hasSize(1);
	}

	@Test
	void writesALargePriceWithoutAnExponent() {
		OrderRequested order = new OrderRequested(ID, "a", new BigDecimal("1e9"), "ana@example.cl", REQUESTED);

		assertThat(new String(Topics.ORDER_REQUESTS.write(order), UTF_8)).contains("\"price\":1000000000,");
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|',
			textBlock = """
					order-requested | "id":"3f2a91c4        | "id":"no          | ["id"]
					order-requested | "price":214888.68     | "price":0.00-1    | malformed JSON
					order-requested | 214888.6892292968     | "214888"          | ["price"]
					order-requested | "12 sopaipillas con pebre" | 12           | ["name"]
					order-requested | "ana@example.cl"      | true              | ["email"]
					order-progress  | "version":2           | "version":2.5     | ["version"]
					order-requested | 214888.6892292968     | 0                 | price must be above 0
					order-requested | 214888.6892292968     | 1e99999999999     | ["price"]
					order-requested | "email":"ana@         | "email":"a na@    | email must be one plain address
					order-requested | "email":"ana@         | "mail":"ana@      | email is missing
					order-requested | 2026-11-21            | yesterday         | ["requestedAt"]
					order-requested | "2026-11-21T12:00:00.250Z" | 1795262400   | ["requestedAt"]
					order-requested | "2026-11-21T12:00:00.250Z" | 1795262400.25 | ["requestedAt"]
					order-progress  | "2026-11-21T12:00:02.270Z" | 1795262402   | ["at"]
					order-requested | 2026-11-21            | 1969-12-31        | requestedAt must be in the years 1970 to 9999
					order-requested | 2026-11-21            | +10000-01-01      | requestedAt must be in the years 1970 to 9999
					order-progress  | 2026-11-21T12:00:02   | 0001-01-01T00:00:00 | history.at must be in the years 1970 to 9999
					order-progress  | "dueAt":"2026         | "dueAt":"+10000   | dueAt must be in the years 1970 to 9999
					order-progress  | [{                    | [null,{           | malformed JSON
					order-progress  | "status":"preparando","version" | "status":"cocinando","version" | status must be one of
					order-progress  | "version":2           | "version":3       | version must be 2
					order-progress  | "version":2           | "version":100     | version must be from 1 to 99
					order-progress  | "status":"preparando","version" | "status":"entregando","version" | history must end with
					order-progress  | {"status":"preparando","at" | {"status":"entregando","at" | nothing leads from recibido to entregando
					order-progress  | {"status":"preparando","at" | {"status":"recibido","at" | nothing leads from recibido to recibido
					order-progress  | {"status":"recibido","at":"2026-11-21T12:00:00.260Z"}, | | version must be 1
					order-progress  | "dueAt":"2026-11-21T12:00:07.270Z" | "dueAt":null | dueAt must be there
					order-notified  | "version":2           | "version":null    | ["version"]
					order-notified  | "outcome":"sent"      | "outcome":"lost"  | ["outcome"]
					""")
	void refusesWhatIsNotSuchAnEvent(String file, String part, String other, String why) throws IOException {
		Topic<?> topic = List.of(Topics.ORDER_REQUESTS, Topics.ORDER_PROCESSING, Topics.ORDER_NOTIFICATIONS)
			.get(List.of("order-requested", "order-progress", "order-notified").indexOf(file));
		String good = golden(file);
		String bad = good.replace(part, (other != null) ? other : "");

		assertThat(bad).isNotEqualTo(good);
		assertThatThrownBy(() -> topic.read(bad.getBytes(UTF_8))).isInstanceOf(UnreadableEventException.class)
			.hasMessageContaining(why)
			.hasMessageNotContaining("a na@")
			.hasMessageNotContaining("sopaipillas")
			.hasMessageNotContaining("1e999");
	}

	/** Another version's door may have let it in. */
	@Test
	void readsAnOrderThatTheDoorWouldNotLetIn() {
		OrderRequested order = new OrderRequested(ID, "a".repeat(201), new BigDecimal("1000000000.123456789012345"),
				"ana@example.cl", REQUESTED);

		assertThat(OrderRules.violations(order.name(), order.price(), order.email())).hasSize(2);
		assertThat(Topics.ORDER_REQUESTS.read(Topics.ORDER_REQUESTS.write(order))).isEqualTo(order);
	}

	@Test
	void takesNoValueForATombstone() {
		assertThat(Topics.ORDER_PROCESSING.serde().deserializer().deserialize("", null)).isNull();
		assertThat(Topics.ORDER_PROCESSING.serde().serializer().serialize("", null)).isNull();
	}

	private static OrderRequested later() {
		return new OrderRequested(ID, ORDER.name(), ORDER.price(), ORDER.email(), REQUESTED, at("59.000"),
				new BigDecimal("1.5"));
	}

	private static Instant at(String seconds) {
		return Instant.parse("2026-11-21T12:00:" + seconds + "Z");
	}

	private static String golden(String file) throws IOException {
		try (InputStream json = WireFormatTests.class.getResourceAsStream("/golden/" + file + ".json")) {
			return new String(json.readAllBytes(), UTF_8).strip();
		}
	}

}
