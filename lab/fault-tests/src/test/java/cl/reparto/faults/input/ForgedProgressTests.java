package cl.reparto.faults.input;

import java.util.UUID;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topic;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Records that are well made, each by itself, and do not fit what was there before.
 */
class ForgedProgressTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	private final UUID id = UUID.randomUUID();

	@AfterAll
	static void nothingElseIsPublishedOrLogged() {
		SYSTEM.assertInOrder();
	}

	@Test
	void aStatusThatGoesBackIsNeitherShownNorMailed() {
		writeMailed(1);
		writeMailed(2);
		writeMailed(3);

		write(2);
		write(1);

		awaitNextOrder();
		assertThat(shownVersion()).isEqualTo(3);
	}

	@Test
	void aRepeatedStatusIsMailedOnce() {
		writeMailed(1);

		write(1);

		awaitNextOrder();
		assertThat(shownVersion()).isEqualTo(1);
	}

	@Test
	void aStatusThatLeavesOneOutIsADeadLetterAndTheTrueOnesAreMailed() {
		writeMailed(1);

		RecordMetadata place = write(3);

		assertThat(Books.header(SYSTEM.books().awaitDeadLetter(place), DeadLetter.WHY))
			.isEqualTo("leaves out a status after version 1");
		SYSTEM.books().expect(Topics.ORDER_PROCESSING_DLT, this.id.toString().getBytes(UTF_8));
		awaitNextOrder();
		assertThat(shownVersion()).isEqualTo(1);
		writeMailed(2);
		writeMailed(3);
		awaitNextOrder();
		assertThat(shownVersion()).isEqualTo(3);
	}

	@Test
	void aStatusOfTheYear9999IsTold() {
		put(Topics.ORDER_PROCESSING,
				Draft.progress(this.id, 1)
					.with("history", "[{\"status\":\"recibido\",\"at\":\"9999-12-31T23:59:59.999Z\"}]")
					.with("dueAt", "\"9999-12-31T23:59:59.999Z\"")
					.json());

		SYSTEM.books().expectMail(this.id, 1);
		awaitNextOrder();
		assertThat(shownVersion()).isEqualTo(1);
	}

	@Test
	void anOrderIsForgottenAtItsTombstone() {
		writeMailed(4);

		put(Topics.ORDER_PROCESSING, null);

		awaitNextOrder();
		Problem.of(404, "unknown-order").assertIs(SYSTEM.status(this.id));
	}

	@Test
	void fieldsThatNobodyKnowsArePassedOver() {
		put(Topics.ORDER_PROCESSING, Draft.progress(this.id, 1).with("coupon", "{\"a\":[1,null]}").json());

		SYSTEM.books().expectMail(this.id, 1);
		awaitNextOrder();
		assertThat(shownVersion()).isEqualTo(1);
	}

	@Test
	void whatIsTakenBackIsNeitherShownNorMailed() {
		SYSTEM.writer()
			.writeAborted(
					Writer.record(Topics.ORDER_PROCESSING, this.id.toString(), Draft.progress(this.id, 1).json()));

		awaitNextOrder();
		Problem.of(404, "unknown-order").assertIs(SYSTEM.status(this.id));
	}

	private void writeMailed(int version) {
		write(version);
		SYSTEM.books().expectMail(this.id, version);
		SYSTEM.books().awaitMailed(this.id, version);
	}

	private RecordMetadata write(int version) {
		return put(Topics.ORDER_PROCESSING, Draft.progress(this.id, version).json());
	}

	private RecordMetadata put(Topic<?> topic, @Nullable String value) {
		ProducerRecord<byte[], byte[]> record = Writer.record(topic, this.id.toString(), value);
		SYSTEM.books().expect(record);
		return SYSTEM.writer().write(record);
	}

	/** Everything before it in the topics has been read, too. */
	private static void awaitNextOrder() {
		UUID next = SYSTEM.order();
		SYSTEM.books().awaitMailed(next, 1);
		assertThat(SYSTEM.status(next).statusCode()).isEqualTo(200);
	}

	private int shownVersion() {
		return JsonMapper.shared().readTree(SYSTEM.status(this.id).body()).path("version").asInt();
	}

}
