package cl.reparto.guild.events;

import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

import cl.reparto.model.Topic;
import cl.reparto.model.UnreadableEventException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/**
 * Whoever writes to Kafka may write any time: those that no clock of ours has are none.
 */
class EventTimesTests {

	private static final UUID ID = UUID.randomUUID();

	private static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	private static final String RECEIVED = "recibidaEn";

	private static final Place PLACE = new Place(-33.4, -70.6);

	private static final List<MemberEvent> MEMBERS = List.of(
			new MemberEvent.Application(ID, "Ana", "Rojas", "12345678-5", "ana@example.cl", "KLZX-12", true, NOON),
			new MemberEvent.Decision(ID, ID, true, null, NOON),
			new MemberEvent.Mailed(ID, 1, MemberEvent.Outcome.ENVIADO));

	private static final List<CartEvent> CARTS = List.of(new CartEvent.Position("KLZX-12", PLACE, NOON, NOON),
			new CartEvent.Notice(ID, "KLZX-12", PLACE, "Ana", null, NOON), new CartEvent.Recovery("KLZX-12", NOON),
			new CartEvent.Watermark(NOON));

	private static final List<StockEvent> STOCKS = List.of(new StockEvent.Report(ID, "KLZX-12", 9, NOON, NOON),
			new StockEvent.Delivery(1, NOON));

	private static final List<SaleEvent> SALES = List
		.of(new SaleEvent.Sale(ID, "KLZX-12", "Ana", 12, NOON, 9, PLACE, NOON), new SaleEvent.Watermark(NOON));

	static Stream<Arguments> times() {
		return Stream
			.of(timesOf(GuildTopics.NUEVOS_MIEMBROS, MEMBERS), timesOf(GuildTopics.UBICACION, CARTS),
					timesOf(GuildTopics.STOCK, STOCKS), timesOf(GuildTopics.REGISTRO_VENTA, SALES))
			.flatMap((each) -> each);
	}

	static Stream<Arguments> neededTimes() {
		return times().filter((each) -> each.get()[0] != GuildTopics.STOCK || !each.get()[2].equals(RECEIVED));
	}

	private static <E> Stream<Arguments> timesOf(Topic<E> topic, List<? extends E> events) {
		return events.stream()
			.flatMap((event) -> Stream.of(event.getClass().getRecordComponents())
				.filter((component) -> component.getType() == Instant.class)
				.map(RecordComponent::getName)
				.map((name) -> Arguments.of(topic, topic.write(event), name)));
	}

	@Test
	void areThoseOfAllEvents() {
		assertThat(Stream.of(MEMBERS, CARTS, STOCKS, SALES).flatMap(List::stream).<Class<?>>map(Object::getClass))
			.containsExactlyInAnyOrderElementsOf(
					Stream.of(MemberEvent.class, CartEvent.class, StockEvent.class, SaleEvent.class)
						.flatMap((kind) -> Stream.<Class<?>>of(kind.getPermittedSubclasses()))
						.filter(Class::isRecord)
						.toList());
		assertThat(times()).hasSize(13);
	}

	@ParameterizedTest
	@MethodSource("times")
	void areOfTheYears1970To9999(Topic<?> topic, byte[] event, String name) {
		for (String other : List.of("+300000000-01-01T00:00:00Z", "+10000-01-01T00:00:00Z", "1969-12-31T23:59:59Z",
				"-300000000-01-01T00:00:00Z")) {
			assertThatThrownBy(() -> topic.read(with(event, name, other))).isInstanceOf(UnreadableEventException.class)
				.hasMessageContaining(name + " must be in the years 1970 to 9999");
		}
	}

	@ParameterizedTest
	@MethodSource("neededTimes")
	void areThere(Topic<?> topic, byte[] event, String name) {
		assertThatThrownBy(() -> topic.read(with(event, name, null))).isInstanceOf(UnreadableEventException.class)
			.hasMessageContaining(name + " is missing");
	}

	@Test
	void areThoseOfMeasuringWhereAReportOfBeforeDoesNotSayWhenItWasReceived() {
		byte[] report = GuildTopics.STOCK.write(STOCKS.getFirst());

		assertThat(GuildTopics.STOCK.read(with(report, RECEIVED, null))).isEqualTo(STOCKS.getFirst());
	}

	private static byte[] with(byte[] event, String name, String value) {
		ObjectNode json = (ObjectNode) JsonMapper.shared().readTree(event);
		return json.put(name, value).toString().getBytes(UTF_8);
	}

}
