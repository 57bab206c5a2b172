package cl.reparto.notification.status;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static cl.reparto.notification.status.FixedLogs.progress;
import static cl.reparto.notification.status.FixedLogs.requests;
import static org.assertj.core.api.Assertions.assertThat;

class ProofTests {

	private final FixedLogs logs = new FixedLogs();

	private final ViewPosition view = new ViewPosition();

	@Test
	void isGivenWhereNothingWasEverOrdered() throws InterruptedException {
		assertThat(begin().isGiven()).isTrue();
	}

	@Test
	void isGivenOnceTheViewHasWhatWasAccepted() throws InterruptedException {
		this.logs.ends.put(requests(1), 3L);
		this.logs.processed.put(requests(1), 3L);
		this.logs.ends.put(progress(1), 12L);

		this.view.note(Map.of(progress(1), 12L));

		assertThat(begin().isGiven()).isTrue();
	}

	@Test
	void isNotGivenWhileTheViewLacksTheLastRecord() throws InterruptedException {
		this.logs.ends.put(progress(1), 12L);

		this.view.note(Map.of(progress(0), 40L, progress(1), 11L));

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void isNotGivenWhileItIsUnknownHowFarTheViewHasRead() throws InterruptedException {
		this.logs.ends.put(progress(1), 12L);

		this.view.note(Map.of(progress(0), 40L));

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void isNotGivenWhileARequestIsNotProcessed() throws InterruptedException {
		this.logs.ends.putAll(Map.of(requests(0), 5L, requests(1), 3L));

		this.logs.processed.putAll(Map.of(requests(0), 5L, requests(1), 2L));

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void isNotGivenWhileNoRequestWasEverProcessed() throws InterruptedException {
		this.logs.ends.put(requests(0), 1L);

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void waitsForNoRequestThatRetentionHasDeleted() throws InterruptedException {
		this.logs.ends.putAll(Map.of(requests(0), 5L, requests(1), 3L));

		this.logs.starts.putAll(Map.of(requests(0), 5L, requests(1), 3L));
		this.logs.processed.put(requests(0), 4L);

		assertThat(begin().isGiven()).isTrue();
	}

	@Test
	void waitsForARequestThatRetentionHasLeft() throws InterruptedException {
		this.logs.ends.put(requests(0), 5L);

		this.logs.starts.put(requests(0), 4L);

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void waitsForNoRequestThatCameLater() throws InterruptedException {
		this.logs.ends.put(requests(0), 1L);
		Proof proof = begin();

		this.logs.ends.put(requests(0), 9L);
		this.logs.processed.put(requests(0), 1L);

		assertThat(proof.isGiven()).isTrue();
	}

	/** What is committed may have been written after an end that was asked for before. */
	@Test
	void asksWhereProgressEndsAfterItHasSeenAllProcessed() throws InterruptedException {
		this.logs.ends.put(requests(0), 1L);
		Proof proof = begin();
		assertThat(proof.isGiven()).isFalse();

		this.logs.processed.put(requests(0), 1L);
		this.logs.ends.put(progress(0), 2L);

		assertThat(proof.isGiven()).isFalse();
		this.view.note(Map.of(progress(0), 2L));
		assertThat(proof.isGiven()).isTrue();
	}

	@Test
	void asksNothingMoreWhileItWaitsForTheView() throws InterruptedException {
		this.logs.ends.put(progress(0), 2L);
		Proof proof = begin();
		assertThat(proof.isGiven()).isFalse();
		int questions = this.logs.questions.get();

		this.logs.ends.put(progress(0), 9L);
		this.view.note(Map.of(progress(0), 2L));

		assertThat(proof.isGiven()).isTrue();
		assertThat(this.logs.questions).hasValue(questions);
	}

	private Proof begin() throws InterruptedException {
		return Proof.begin(this.logs, this.view);
	}

}
