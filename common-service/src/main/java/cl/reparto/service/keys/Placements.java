package cl.reparto.service.keys;

import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.US_ASCII;

/**
 * Where requests with a key go while the number of partitions changes, as the topic tells
 * every instance alike, without clocks and without a word between instances (decision
 * 22). For the thread that reads the topic, but for what it publishes.
 */
final class Placements {

	private final Map<TopicPartition, Told> told;

	private int least;

	private int most;

	private volatile Known known;

	Placements(Known before) {
		this.told = new HashMap<>(before.told());
		this.least = before.least();
		this.most = before.most();
		this.known = before;
	}

	/**
	 * Takes note that the topic has so many partitions.
	 * @param partitions how many, as this instance reads them
	 */
	void has(int partitions) {
		this.least = (this.least == 0) ? partitions : Math.min(this.least, partitions);
		this.most = Math.max(this.most, partitions);
	}

	/**
	 * Takes note that a partition is read from its first record on.
	 * @param partition the partition
	 */
	void begins(TopicPartition partition) {
		this.told.putIfAbsent(partition, Told.NOTHING);
	}

	/**
	 * Takes note that something was left out of a partition: it may have been told of all
	 * partitions that there are by now.
	 * @param partition the partition
	 */
	void misses(TopicPartition partition) {
		this.told.merge(partition, new Told(0, this.most), Told::and);
	}

	/**
	 * Takes note of a record.
	 * @param partition where it is
	 * @param placement what it says
	 * @return false if it is void
	 */
	boolean takes(TopicPartition partition, @Nullable Placement placement) {
		if (placement == null) {
			return true;
		}
		int before = this.told.getOrDefault(partition, Told.NOTHING).read();
		this.told.merge(partition, new Told(placement.most(), placement.most()), Told::and);
		has(placement.least());
		has(placement.most());
		return !placement.isVoid(before);
	}

	/** What is known by now; not to be published before what was read is. */
	Known now() {
		return new Known(Map.copyOf(this.told), this.least, this.most);
	}

	/**
	 * Lets requests be placed by it.
	 * @param now all that was read until then can be looked up
	 */
	void publish(Known now) {
		this.known = now;
	}

	/** What was published last, for all threads. */
	Known known() {
		return this.known;
	}

	/**
	 * What an instance knows of the topic.
	 *
	 * @param told what each partition was told
	 * @param least the fewest partitions that there were; 0 if nothing is known
	 * @param most the most that there were, which are those that there are
	 */
	record Known(Map<TopicPartition, Told> told, int least, int most) {

		static final Known NOTHING = new Known(Map.of(), 0, 0);

		/**
		 * Where a request goes that has not been read: where its id's hash puts it by the
		 * smallest number that still counts there. All numbers are tried, since another
		 * instance may have heard of one that this one has not.
		 * @param topic the topic
		 * @param id the request's
		 * @return a partition, and what to say on the record
		 * @throws ProblemException if nothing is known
		 */
		Place place(String topic, UUID id) {
			if (this.most == 0) {
				throw new ProblemException(ProblemKind.UNAVAILABLE);
			}
			int hash = Utils.toPositive(Utils.murmur2(id.toString().getBytes(US_ASCII)));
			int by = this.least;
			while (by < this.most && by < atMost(new TopicPartition(topic, hash % by))) {
				by++;
			}
			return new Place(hash % by, new Placement(by, this.least, this.most));
		}

		/**
		 * Whether a record that this instance has placed is not void, where all that
		 * comes before it was read, or placed by this instance, too.
		 * @param placement how it was placed
		 * @return false if that is not sure
		 */
		boolean isSure(Placement placement) {
			return placement.by() == this.most;
		}

		/** In one that is not read yet, what was told will show. */
		private int atMost(TopicPartition partition) {
			return this.told.getOrDefault(partition, Told.NOTHING).atMost();
		}

	}

	/**
	 * The most partitions that any record in a partition knew of.
	 *
	 * @param read of those that were read
	 * @param atMost of all; more than was read if something was left out
	 */
	record Told(int read, int atMost) {

		static final Told NOTHING = new Told(0, 0);

		Told and(Told other) {
			return new Told(Math.max(this.read, other.read), Math.max(this.atMost, other.atMost));
		}

	}

	/**
	 * A place.
	 *
	 * @param partition the partition
	 * @param placement what the record is to say
	 */
	record Place(int partition, Placement placement) {
	}

}
