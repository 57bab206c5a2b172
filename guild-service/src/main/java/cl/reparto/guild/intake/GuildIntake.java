package cl.reparto.guild.intake;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.keys.KeyedRequest;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/**
 * Takes in what people and carts send: once it gives an id, the record is kept for good.
 * A record with a key says in a header which request it is.
 */
final class GuildIntake {

	private static final String HEADER = "idempotency";

	private static final int HEADER_SIZE = 4 * Long.BYTES;

	private final KeyedRequests keys;

	private final AcknowledgedLog log;

	private final Duration answerWithin;

	private final InstantSource clock;

	/** While Kafka is away, carts come faster than they give up. */
	private final Semaphore room;

	GuildIntake(KeyedRequests keys, AcknowledgedLog log, IntakeSettings settings, InstantSource clock) {
		this.keys = keys;
		this.log = log;
		this.answerWithin = settings.answerWithin();
		this.room = new Semaphore(settings.atOnce());
		this.clock = clock;
	}

	/**
	 * Takes a request. With a key that was used before for the same, it is the same
	 * record or none.
	 * @param request what came in
	 * @param writer makes a record of it
	 * @return the record's id
	 * @throws ProblemException if it is bad, is not known to be kept, the key belongs to
	 * another request, or too many are being taken in already
	 */
	UUID take(Taken request, RecordWriter writer) {
		if (!this.room.tryAcquire()) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		try {
			return keep(request, writer);
		}
		finally {
			this.room.release();
		}
	}

	private UUID keep(Taken request, RecordWriter writer) {
		Optional<IdempotencyKey> key = request.key();
		Instant now = this.clock.instant();
		if (key.isEmpty()) {
			UUID id = UUID.randomUUID();
			this.log.append(writer.write(id, now));
			return id;
		}
		String content = request.content();
		return this.keys
			.takeOnce(key.get(), request.address(), (id) -> KeyedRequest.of(id, content), this.answerWithin,
					(id) -> this.log.append(keyed(writer.write(id, now), KeyedRequest.of(id, content))))
			.id();
	}

	private ProducerRecord<String, byte[]> keyed(ProducerRecord<String, byte[]> record, KeyedRequest request) {
		record.headers().add(HEADER, bytes(request));
		this.keys.mark(record.headers());
		return record;
	}

	/**
	 * The request that a record was made of.
	 * @param record any record of the guild's topics
	 * @return empty if the request had no key
	 */
	static Optional<KeyedRequest> read(ConsumerRecord<String, byte[]> record) {
		Header header = record.headers().lastHeader(HEADER);
		if (header == null || header.value() == null || header.value().length != HEADER_SIZE) {
			return Optional.empty();
		}
		ByteBuffer bytes = ByteBuffer.wrap(header.value());
		return Optional
			.of(new KeyedRequest(new UUID(bytes.getLong(), bytes.getLong()), bytes.getLong(), bytes.getLong()));
	}

	private static byte[] bytes(KeyedRequest request) {
		return ByteBuffer.allocate(HEADER_SIZE)
			.putLong(request.id().getMostSignificantBits())
			.putLong(request.id().getLeastSignificantBits())
			.putLong(request.high())
			.putLong(request.low())
			.array();
	}

	/** Makes a record of a request. */
	@FunctionalInterface
	interface RecordWriter {

		/**
		 * Makes it.
		 * @param id the record's id
		 * @param now when the request came
		 * @return the record
		 * @throws ProblemException if the request is bad
		 */
		ProducerRecord<String, byte[]> write(UUID id, Instant now);

	}

}
