package cl.reparto.faults.audit;

import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The auditor audited: each planted fault is found, and an honest record is not accused.
 */
class AuditTests {

	private static final String[] STATUSES = { "recibido", "preparando", "entregando", "finalizado" };

	private static final String ID = UUID.randomUUID().toString();

	private static final Request ANAS = Request.of("ana@example.com", "Empanadas", "4500");

	private final Audit audit = new Audit();

	@BeforeEach
	void oneOrderIsAnswered() {
		this.audit.answered(ANAS.taken(ID));
	}

	@Test
	void findsNothingWhereAllIsAsPromised() {
		toldToTheEnd();
		mailed(1, 2, 3, 4);

		assertThat(this.audit.findings()).isEqualTo(new Findings(1, 0, 0, 4, 0, List.of()));
		assertThat(this.audit.underWay()).isZero();
	}

	@Test
	void findsAnOrderThatIsGoneAltogether() {
		assertThat(this.audit.findings().lost()).isOne();
		assertThat(this.audit.findings().violations()).singleElement().asString().contains(ID, "lost");
	}

	@Test
	void findsALostStatus() {
		requested();
		walked(1, 2, 4);

		assertFound("version 4, finalizado, after version 2");
	}

	@Test
	void findsALostLastStatus() {
		requested();
		walked(1, 2, 3);
		notified(1, 2, 3);
		mailed(1, 2, 3);

		assertThat(this.audit.findings().lost()).isOne();
	}

	@Test
	void findsADuplicate() {
		requested();
		walked(1, 2, 2, 3, 4);
		notified(1, 2, 3, 4);
		mailed(1, 2, 3, 4);

		assertThat(this.audit.findings().doubled()).isOne();
		assertThat(this.audit.findings().violations()).singleElement().asString().contains("version 2 again");
	}

	@Test
	void findsAReorder() {
		requested();
		walked(1, 3, 2, 4);

		assertThat(this.audit.findings().violations()).isNotEmpty();
	}

	@Test
	void findsAHistoryThatChanged() {
		requested();
		walked(1);
		publish("order_processing", progress(2).replace("2026-01-01T00:00:01Z", "2026-01-01T00:00:09Z"));

		assertFound("history does not grow");
	}

	@Test
	void findsOtherContentThanWasOrdered() {
		publish("order_processing", progress(1).replace("4500", "4501"));

		assertFound("other content");
	}

	@Test
	void findsALostNoteAndARepeatedOne() {
		requested();
		walked(1, 2, 3, 4);
		notified(1, 1, 2, 3);
		mailed(1, 2, 3, 4);

		assertThat(this.audit.findings().lost()).isOne();
		assertThat(this.audit.findings().doubled()).isOne();
	}

	@Test
	void findsALostMail() {
		toldToTheEnd();
		mailed(1, 2, 4);

		assertThat(this.audit.findings().lost()).isOne();
	}

	@Test
	void countsATwin() {
		toldToTheEnd();
		mailed(1, 2, 2, 3, 4);

		assertThat(this.audit.findings()).isEqualTo(new Findings(1, 0, 0, 5, 1, List.of()));
	}

	@Test
	void findsAnExtraMail() {
		requested();
		walked(1);
		mailed(1, 2);
		this.audit.mailed("<" + UUID.randomUUID() + ".1@reparto.example>", "ana@example.com");
		this.audit.mailed("<hello@reparto.example>", "ana@example.com");

		assertFound("mailed of version 2 that it never had");
		assertFound("nobody ordered");
		assertFound("about no order");
	}

	@Test
	void findsAMailToAnotherCustomer() {
		toldToTheEnd();
		mailed(1, 2, 3);
		this.audit.mailed("<" + ID + ".4@reparto.example>", "eva@example.com");

		assertThat(this.audit.findings().violations()).singleElement().asString().contains("another address");
	}

	@Test
	void findsARefusedOrderThatWasPublished() {
		this.audit.answered(Request.of("eva@example.com", "Empanadas", "0").refused());
		publish("order_requests", request().replace("ana@", "eva@"));

		assertFound("refused order", "was published");
	}

	@Test
	void findsAnOrderThatNobodySent() {
		publish("order_processing", progress(1).replace("ana@", "eva@"));

		assertFound("nobody ordered");
	}

	@Test
	void findsASecondIdOfOneOrder() {
		requested();
		String other = UUID.randomUUID().toString();
		this.audit.published(new Entry("order_requests", "order_requests-0@1", other,
				new JsonMapper().readTree(request().replace(ID, other))));

		assertFound("two ids");
	}

	@Test
	void findsADeadLetter() {
		publish("order_requests_dlt", "{}");

		assertFound("refused record");
	}

	@Test
	void leavesForgedRecordsToTheirForger() {
		String forged = UUID.randomUUID().toString();
		this.audit.forged(forged);
		this.audit.published(new Entry("order_processing", "order_processing-0@1", forged,
				new JsonMapper().readTree(progress(3).replace(ID, forged))));
		this.audit.mailed("<" + forged + ".3@reparto.example>", "ana@example.com");

		assertThat(this.audit.findings().violations()).singleElement().asString().contains(ID, "lost");
	}

	@Test
	void expectsAnUnansweredOrderWholeOrNotAtAll() {
		Audit unanswered = new Audit();
		unanswered.answered(ANAS);

		assertThat(unanswered.findings().violations()).isEmpty();

		unanswered.published(entry("order_requests", request()));

		assertThat(unanswered.findings().lost()).isOne();
	}

	@Test
	void expectsRejectionsForOneWhoCannotBeMailed() {
		this.audit.answered(Request.of("nadie-1@example.com", "Empanadas", "4500").taken(ID));
		String id = UUID.randomUUID().toString();
		this.audit.published(new Entry("order_requests", "order_requests-0@1", id,
				new JsonMapper().readTree(request().replace(ID, id).replace("ana@", "nadie-1@"))));
		this.audit.published(entry("order_notifications", note(1).replace(ID, id)));

		assertFound("sent instead of rejected");
	}

	private void assertFound(String... parts) {
		assertThat(this.audit.findings().violations()).anySatisfy((violation) -> assertThat(violation).contains(parts));
	}

	private void toldToTheEnd() {
		requested();
		walked(1, 2, 3, 4);
		notified(1, 2, 3, 4);
	}

	private void requested() {
		publish("order_requests", request());
	}

	private void walked(int... versions) {
		for (int version : versions) {
			publish("order_processing", progress(version));
		}
	}

	private void notified(int... versions) {
		for (int version : versions) {
			publish("order_notifications", note(version));
		}
	}

	private void mailed(int... versions) {
		for (int version : versions) {
			this.audit.mailed("<" + ID + "." + version + "@reparto.example>", "ana@example.com");
		}
	}

	private void publish(String topic, String json) {
		this.audit.published(entry(topic, json));
	}

	private static Entry entry(String topic, String json) {
		return new Entry(topic, topic + "-0@0", ID, new JsonMapper().readTree(json));
	}

	private static String request() {
		return "{\"id\":\"" + ID + "\",\"name\":\"Empanadas\",\"price\":4500,\"email\":\"ana@example.com\"}";
	}

	private static String progress(int version) {
		String history = IntStream.range(0, version)
			.mapToObj((i) -> "{\"status\":\"" + STATUSES[i] + "\",\"at\":\"2026-01-01T00:00:0" + (i + 1) + "Z\"}")
			.collect(Collectors.joining(","));
		return request().replace("}", ",\"status\":\"" + STATUSES[version - 1] + "\",\"version\":" + version
				+ ",\"history\":[" + history + "]}");
	}

	private static String note(int version) {
		return "{\"id\":\"" + ID + "\",\"status\":\"" + STATUSES[version - 1] + "\",\"version\":" + version
				+ ",\"outcome\":\"sent\"}";
	}

}
