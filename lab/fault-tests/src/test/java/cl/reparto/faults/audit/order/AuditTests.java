package cl.reparto.faults.audit.order;

import java.time.Duration;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import cl.reparto.faults.audit.Entry;
import cl.reparto.faults.audit.Request;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.MissingNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The auditor audited: each planted fault is found, and an honest record is not accused.
 */
class AuditTests {

	private static final String[] STATUSES = { "recibido", "preparando", "entregando", "finalizado" };

	private static final String ID = UUID.randomUUID().toString();

	private static final String OTHER = UUID.randomUUID().toString();

	private static final Permissions NOTHING = new Permissions(false, "recibido", Duration.ZERO);

	private static final Request ANAS = Request.of("ana@example.com", "Empanadas", "4500");

	private final Audit audit = new Audit(NOTHING);

	@BeforeEach
	void oneOrderIsAnswered() {
		this.audit.answered(ANAS.taken(ID));
	}

	/** Of which versions an order's records and mails are, and what is found. */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			nothing where all is as promised | 1234  | 1234 | 1234  | 0 | 0 | 0
			a lost last status               | 123   | 123  | 123   | 1 | 0 | 0
			a status told twice              | 12234 | 1234 | 1234  | 0 | 1 | 0
			a lost note and a repeated one   | 1234  | 1123 | 1234  | 1 | 1 | 0
			a lost mail                      | 1234  | 1234 | 124   | 1 | 0 | 0
			a mail that came twice           | 1234  | 1234 | 12234 | 0 | 0 | 1
			""")
	void finds(String what, String walked, String notified, String mailed, int lost, int doubled, int twins) {
		publish("order_requests", request());
		walk(walked);
		versions(notified).forEach((version) -> publish("order_notifications", note(version)));
		mail(mailed);

		Findings found = this.audit.findings();

		assertThat(found.violations()).hasSize(lost + doubled);
		assertThat(found).isEqualTo(new Findings(1, lost, doubled, mailed.length(), twins, found.violations()));
		assertThat(this.audit.underWay()).isEqualTo(lost);
	}

	@Test
	void findsAnOrderThatIsGoneAltogether() {
		assertThat(this.audit.findings().lost()).isOne();
		assertThat(this.audit.findings().violations()).singleElement().asString().contains(ID, "lost");
	}

	@Test
	void findsAStatusThatIsLeftOut() {
		walk("124");

		assertFound("version 4, finalizado, of 4 steps after version 2");
	}

	@Test
	void findsAReorder() {
		walk("1324");

		assertFound("version 2 again or backwards");
	}

	@Test
	void findsAHistoryThatChanged() {
		walk("1");
		publish("order_processing", progress(2).replace("2026-01-01T00:00:01Z", "2026-01-01T00:00:09Z"));

		assertFound("history does not grow");
	}

	@Test
	void findsOtherContentThanWasOrdered() {
		publish("order_processing", progress(1).replace("4500", "4501"));

		assertFound("other content");
	}

	@Test
	void findsAnExtraMail() {
		walk("1");
		mail("12");
		this.audit.mailed("<" + OTHER + ".1@reparto.example>", "ana@example.com");
		this.audit.mailed("<hello@reparto.example>", "ana@example.com");

		assertFound("mailed of version 2 that it never had");
		assertFound("nobody ordered");
		assertFound("about no order");
	}

	@Test
	void findsAMailToAnotherCustomer() {
		walk("1");
		this.audit.mailed("<" + ID + ".1@reparto.example>", "eva@example.com");

		assertFound("another address");
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
		publish("order_requests", request());
		publish(this.audit, "order_requests", OTHER, request());

		assertFound("two ids");
	}

	@Test
	void findsADeadLetter() {
		publish("order_requests_dlt", "{}");

		assertFound("refused record");
	}

	@Test
	void leavesForgedRecordsToTheirForger() {
		this.audit.forged(OTHER);
		publish(this.audit, "order_processing", OTHER, progress(3));
		this.audit.mailed("<" + OTHER + ".3@reparto.example>", "ana@example.com");

		assertThat(this.audit.findings().violations()).singleElement().asString().contains(ID, "lost");
	}

	@Test
	void expectsAnUnansweredOrderWholeOrNotAtAll() {
		Audit unanswered = new Audit(NOTHING);
		unanswered.answered(ANAS);

		assertThat(unanswered.findings().violations()).isEmpty();

		publish(unanswered, "order_requests", ID, request());

		assertThat(unanswered.findings().lost()).isOne();
	}

	@Test
	void expectsRejectionsForOneWhoCannotBeMailed() {
		this.audit.answered(Request.of("nadie-1@example.com", "Empanadas", "4500").taken(OTHER));
		publish(this.audit, "order_requests", OTHER, request().replace("ana@", "nadie-1@"));
		publish(this.audit, "order_notifications", OTHER, note(1));

		assertFound("sent instead of rejected");
	}

	@Test
	void expectsMailsToAFullMailboxToExpire() {
		this.audit.answered(Request.of("lleno-1@example.com", "Empanadas", "4500").taken(OTHER));
		publish(this.audit, "order_requests", OTHER, request().replace("ana@", "lleno-1@"));
		publish(this.audit, "order_notifications", OTHER, note(1));

		assertFound("sent instead of expired");
	}

	@Test
	void findsAnOrderThatIsForgottenBeforeItsEnd() {
		publish("order_requests", request());
		walk("123");
		forget();

		assertFound("forgotten before its end");
	}

	@Test
	void findsAnOrderThatBeginsAgainWhenItIsForgotten() {
		publish("order_requests", request());
		walk("1234");
		forget();
		publish("order_processing", progress(1));

		assertFound("version 1 again or backwards");
		assertThat(this.audit.findings().doubled()).isOne();
	}

	private void forget() {
		this.audit.published(new Entry("order_processing", "order_processing-0@0", ID, MissingNode.getInstance()));
	}

	private void assertFound(String... parts) {
		assertThat(this.audit.findings().violations()).anySatisfy((violation) -> assertThat(violation).contains(parts));
	}

	private void walk(String versions) {
		versions(versions).forEach((version) -> publish("order_processing", progress(version)));
	}

	private void mail(String versions) {
		versions(versions)
			.forEach((version) -> this.audit.mailed("<" + ID + "." + version + "@reparto.example>", "ana@example.com"));
	}

	private static IntStream versions(String digits) {
		return digits.chars().map(Character::getNumericValue);
	}

	private void publish(String topic, String json) {
		publish(this.audit, topic, ID, json);
	}

	private static void publish(Audit audit, String topic, String id, String json) {
		audit.published(new Entry(topic, topic + "-0@0", id, new JsonMapper().readTree(json.replace(ID, id))));
	}

	private static String request() {
		return "{\"id\":\"" + ID + "\",\"name\":\"Empanadas\",\"price\":4500,\"email\":\"ana@example.com\"}";
	}

	private static String progress(int version) {
		String history = IntStream.range(0, version)
			.mapToObj((i) -> "{\"status\":\"" + STATUSES[i] + "\",\"at\":\"2026-01-01T00:00:0" + (i + 1) + "Z\"}")
			.collect(Collectors.joining(","));
		String due = (version < STATUSES.length) ? "\"2026-01-01T00:00:0" + (version + 1) + "Z\"" : "null";
		return request().replace("}", ",\"status\":\"" + STATUSES[version - 1] + "\",\"version\":" + version
				+ ",\"history\":[" + history + "],\"dueAt\":" + due + "}");
	}

	private static String note(int version) {
		return "{\"id\":\"" + ID + "\",\"status\":\"" + STATUSES[version - 1] + "\",\"version\":" + version
				+ ",\"outcome\":\"sent\"}";
	}

}
