package cl.reparto.guild.intake;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import cl.reparto.model.Topic;
import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.keys.KeyedRequest;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

import org.springframework.stereotype.Component;

/**
 * Takes in what people and carts send: once it gives an id, the record is kept for good.
 * A record with a key says in a header which request it is.
 */
@Component
final class GuildIntake {

	private static final String HEADER = "idempotency";

	private static final int HEADER_SIZE = 4 * Long.BYTES;

	private final BoundedBody bodies;

	private final KeyedRequests keys;

	private final AcknowledgedLog log;

	private final Duration answerWithin;

	private final InstantSource clock;

	/** While Kafka is away, carts come faster than they give up. */
	private final Semaphore room;

	GuildIntake(BoundedBody bodies, KeyedRequests keys, AcknowledgedLog log, IntakeSettings settings,
			InstantSource clock) {
		this.bodies = bodies;
		this.keys = keys;
		this.log = log;
		this.answerWithin = settings.answerWithin();
		this.room = new Semaphore(settings.atOnce());
		this.clock = clock;
	}

	/**
	 * Takes a request. With a key that was used before for the same at the same address,
	 * it is the same record or none.
	 * @param request what came in
	 * @param writer makes a record of it
	 * @return the record's id
	 * @throws ProblemException if it is bad, is not known to be kept, the key belongs to
	 * another request, or too many are being taken in already
	 */
	UUID take(HttpServletRequest request, RecordWriter writer) {
		byte[] body = this.bodies.read(request);
		Optional<IdempotencyKey> key = IdempotencyKey.read(Collections.list(request.getHeaders(IdempotencyKey.HEADER)));
		if (!this.room.tryAcquire()) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
		try {
			return keep(body, key, request.getRequestURI(), writer);
		}
		finally {
			this.room.release();
		}
	}

	private UUID keep(byte[] body, Optional<IdempotencyKey> key, String address, RecordWriter writer) {
		Instant now = this.clock.instant();
		if (key.isEmpty()) {
			UUID id = UUID.randomUUID();
			this.log.append(writer.write(body, id, now));
			return id;
		}
		String content = JsonFields.read(body).content();
		return this.keys
			.takeOnce(key.get(), address, (id) -> KeyedRequest.of(id, content), this.answerWithin,
					(id) -> this.log.append(keyed(writer.write(body, id, now), KeyedRequest.of(id, content))))
			.id();
	}

	private ProducerRecord<String, byte[]> keyed(ProducerRecord<String, byte[]> record, KeyedRequest request) {
		record.headers().add(HEADER, bytes(request));
		this.keys.mark(record.headers());
		return record;
	}

	/** Of the guild's events, each has its lane, and what it is about for a key. */
	static <E> ProducerRecord<String, byte[]> record(Topic<E> topic, int lane, String key, E event) {
		return new ProducerRecord<>(topic.name(), lane, key, topic.write(event));
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
		 * @param body what was sent
		 * @param id the record's id
		 * @param now when the request came
		 * @return the record
		 * @throws ProblemException if the request is bad
		 */
		ProducerRecord<String, byte[]> write(byte[] body, UUID id, Instant now);

	}

}
