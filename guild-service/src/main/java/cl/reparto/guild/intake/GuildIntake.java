package cl.reparto.guild.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;

import cl.reparto.model.Topic;
import cl.reparto.service.keys.IdempotencyKey;
import cl.reparto.service.keys.KeyedRequests;
import cl.reparto.service.web.BoundedBody;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.kafka.clients.producer.ProducerRecord;

import org.springframework.stereotype.Component;

/**
 * Takes in what people and carts send: once it gives an id, the record is kept for good.
 */
@Component
final class GuildIntake {

	private final BoundedBody bodies;

	private final KeyedRequests keys;

	private final Duration answerWithin;

	private final InstantSource clock;

	/** While Kafka is away, carts come faster than they give up. */
	private final Semaphore room;

	GuildIntake(BoundedBody bodies, KeyedRequests keys, IntakeSettings settings, InstantSource clock) {
		this.bodies = bodies;
		this.keys = keys;
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
			this.keys.append(writer.write(body, id, now));
			return id;
		}
		List<String> content = List.of(JsonFields.read(body).content());
		return this.keys
			.takeOnce(key.get(), address, content, this.answerWithin,
					(request) -> writer.write(body, request.id(), now))
			.id();
	}

	/** Of the guild's events, each has its lane, and what it is about for a key. */
	static <E> ProducerRecord<String, byte[]> record(Topic<E> topic, int lane, String key, E event) {
		return new ProducerRecord<>(topic.name(), lane, key, topic.write(event));
	}

	/** Makes a record of a request. */
	@FunctionalInterface
	interface RecordWriter {

		/** Throws a {@link ProblemException} if the request is bad. */
		ProducerRecord<String, byte[]> write(byte[] body, UUID id, Instant now);

	}

}
