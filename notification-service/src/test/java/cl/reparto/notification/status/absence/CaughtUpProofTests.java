package cl.reparto.notification.status.absence;

import java.util.Map;

import org.junit.jupiter.api.Test;

import static cl.reparto.notification.status.absence.FixedTopicOffsets.progress;
import static cl.reparto.notification.status.absence.FixedTopicOffsets.requests;
import static org.assertj.core.api.Assertions.assertThat;

class CaughtUpProofTests {

	private final FixedTopicOffsets offsets = new FixedTopicOffsets();

	private final ViewPosition view = new ViewPosition();

	@Test
	void isGivenWhereNothingWasEverOrdered() throws InterruptedException {
		assertThat(begin().isGiven()).isTrue();
	}

	@Test
	void isGivenOnceTheViewHasWhatWasAccepted() throws InterruptedException {
		this.offsets.ends.put(requests(1), 3L);
		this.offsets.processed.put(requests(1), 3L);
		this.offsets.ends.put(progress(1), 12L);

		this.view.note(Map.of(progress(1), 12L));

		assertThat(begin().isGiven()).isTrue();
	}

	@Test
	void isNotGivenWhileTheViewLacksTheLastRecord() throws InterruptedException {
		this.offsets.ends.put(progress(1), 12L);

		this.view.note(Map.of(progress(0), 40L, progress(1), 11L));

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void isNotGivenWhileItIsUnknownHowFarTheViewHasRead() throws InterruptedException {
		this.offsets.ends.put(progress(1), 12L);

		this.view.note(Map.of(progress(0), 40L));

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void isNotGivenWhileARequestIsNotProcessed() throws InterruptedException {
		this.offsets.ends.putAll(Map.of(requests(0), 5L, requests(1), 3L));

		this.offsets.processed.putAll(Map.of(requests(0), 5L, requests(1), 2L));

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void isNotGivenWhileNoRequestWasEverProcessed() throws InterruptedException {
		this.offsets.ends.put(requests(0), 1L);

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void waitsForNoRequestThatRetentionHasDeleted() throws InterruptedException {
		this.offsets.ends.putAll(Map.of(requests(0), 5L, requests(1), 3L));

		this.offsets.starts.putAll(Map.of(requests(0), 5L, requests(1), 3L));
		this.offsets.processed.put(requests(0), 4L);

		assertThat(begin().isGiven()).isTrue();
	}

	@Test
	void waitsForARequestThatRetentionHasLeft() throws InterruptedException {
		this.offsets.ends.put(requests(0), 5L);

		this.offsets.starts.put(requests(0), 4L);

		assertThat(begin().isGiven()).isFalse();
	}

	@Test
	void waitsForNoRequestThatCameLater() throws InterruptedException {
		this.offsets.ends.put(requests(0), 1L);
		CaughtUpProof proof = begin();

		this.offsets.ends.put(requests(0), 9L);
		this.offsets.processed.put(requests(0), 1L);

		assertThat(proof.isGiven()).isTrue();
	}

	/** What is committed may have been written after an end that was asked for before. */
	@Test
	void asksWhereProgressEndsAfterItHasSeenAllProcessed() throws InterruptedException {
		this.offsets.ends.put(requests(0), 1L);
		CaughtUpProof proof = begin();
		assertThat(proof.isGiven()).isFalse();

		this.offsets.processed.put(requests(0), 1L);
		this.offsets.ends.put(progress(0), 2L);

		assertThat(proof.isGiven()).isFalse();
		this.view.note(Map.of(progress(0), 2L));
		assertThat(proof.isGiven()).isTrue();
	}

	@Test
	void asksNothingMoreWhileItWaitsForTheView() throws InterruptedException {
		this.offsets.ends.put(progress(0), 2L);
		CaughtUpProof proof = begin();
		assertThat(proof.isGiven()).isFalse();
		int requests = this.offsets.requests.get();

		this.offsets.ends.put(progress(0), 9L);
		this.view.note(Map.of(progress(0), 2L));

		assertThat(proof.isGiven()).isTrue();
		assertThat(this.offsets.requests).hasValue(requests);
	}

	private CaughtUpProof begin() throws InterruptedException {
		return CaughtUpProof.begin(this.offsets, this.view);
	}

}
