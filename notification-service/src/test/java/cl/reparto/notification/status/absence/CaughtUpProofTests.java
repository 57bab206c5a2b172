package cl.reparto.notification.status.absence;

import java.util.HashMap;
import java.util.Map;

import cl.reparto.service.streams.view.ViewPosition;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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

	/** What is empty, nobody has told yet; all is done with the other partition. */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = '|', textBlock = """
			the view has what was accepted            | 0 | 3 | 3 | 12 | 12 | true
			the view lacks the last record            | 0 | 3 | 3 | 12 | 11 | false
			it is unknown how far the view has read   | 0 | 3 | 3 | 12 |    | false
			a request is not processed                | 0 | 3 | 2 | 12 | 12 | false
			no request was ever processed             | 0 | 1 |   | 0  |    | false
			retention has deleted what waits          | 3 | 3 |   | 0  |    | true
			retention has left a request of those     | 2 | 3 |   | 0  |    | false
			""")
	void isGivenOnlyWhereNothingIsMissing(String what, long start, long end, @Nullable Long processed, long progressEnd,
			@Nullable Long viewed, boolean given) throws InterruptedException {
		this.offsets.starts.put(requests(1), start);
		this.offsets.ends.putAll(Map.of(requests(0), 5L, requests(1), end, progress(0), 40L, progress(1), progressEnd));
		this.offsets.processed.put(requests(0), 5L);
		Map<TopicPartition, Long> read = new HashMap<>(Map.of(progress(0), 40L));
		if (processed != null) {
			this.offsets.processed.put(requests(1), processed);
		}
		if (viewed != null) {
			read.put(progress(1), viewed);
		}
		this.view.note(read);

		assertThat(begin().isGiven()).isEqualTo(given);
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
