package cl.reparto.faults.input;

import java.util.UUID;

import cl.reparto.model.DeadLetter;
import cl.reparto.model.Topics;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Requests that are well made and did not come through the door.
 */
class ForgedRequestTests {

	private static final RunningSystem SYSTEM = RunningSystem.shared();

	private final UUID id = UUID.randomUUID();

	@AfterAll
	static void nothingElseIsPublishedOrLogged() {
		SYSTEM.assertInOrder();
	}

	@Test
	void isWalkedLikeAnyOther() {
		write(Draft.request(this.id));

		SYSTEM.books().expectWalk(this.id);
		SYSTEM.books().awaitMailed(this.id, 4);
	}

	@Test
	void isWalkedWithFieldsThatNobodyKnowsAndNearlyAMegabyte() {
		write(Draft.request(this.id).with("coupon", "\"" + "x".repeat(1_000_000) + "\""));

		SYSTEM.books().expectWalk(this.id);
		SYSTEM.books().awaitMailed(this.id, 4);
	}

	@Test
	void isWalkedWithTheHeadersOfADeadLetter() {
		ProducerRecord<byte[], byte[]> record = record(Draft.request(this.id));
		record.headers().add(DeadLetter.WHY, "no".getBytes(UTF_8)).add(DeadLetter.TOPIC, null);

		write(record);

		SYSTEM.books().expectWalk(this.id);
		SYSTEM.books().awaitMailed(this.id, 4);
	}

	@Test
	void isWalkedThoughItWasRequestedInTheYear9999() {
		write(Draft.request(this.id).with("requestedAt", "\"9999-12-31T23:59:59Z\""));

		SYSTEM.books().expectWalk(this.id);
		SYSTEM.books().awaitMailed(this.id, 4);
	}

	@Test
	void isWalkedOnceThoughItComesTwice() {
		write(Draft.request(this.id));
		write(Draft.request(this.id));

		SYSTEM.books().expectWalk(this.id);
		awaitNextOrder();
	}

	@Test
	void isADeadLetterIfAnotherOrderHasItsId() {
		UUID taken = SYSTEM.order();
		ProducerRecord<byte[], byte[]> other = Writer.record(Topics.ORDER_REQUESTS, taken.toString(),
				Draft.request(taken).with("price", "1").json());

		RecordMetadata place = write(other);

		assertThat(Books.header(SYSTEM.books().awaitDeadLetter(place), DeadLetter.WHY))
			.isEqualTo("another order has this id");
		SYSTEM.books().expect(Topics.ORDER_REQUESTS_DLT, other.key());
	}

	@Test
	void isNothingIfItIsTakenBack() {
		SYSTEM.writer().writeAborted(record(Draft.request(this.id)));

		awaitNextOrder();
	}

	private ProducerRecord<byte[], byte[]> record(Draft request) {
		return Writer.record(Topics.ORDER_REQUESTS, this.id.toString(), request.json());
	}

	private void write(Draft request) {
		write(record(request));
	}

	private static RecordMetadata write(ProducerRecord<byte[], byte[]> record) {
		SYSTEM.books().expect(record);
		return SYSTEM.writer().write(record);
	}

	private static void awaitNextOrder() {
		SYSTEM.books().awaitMailed(SYSTEM.order(), 1);
	}

}
