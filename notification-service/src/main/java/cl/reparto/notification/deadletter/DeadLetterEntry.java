package cl.reparto.notification.deadletter;

import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cl.reparto.model.DeadLetter;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemException;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A dead letter as the shop sees it; its headers and its value only where it is opened by
 * itself.
 *
 * @param id its id
 * @param topic the topic that it came from
 * @param partition the partition there; null if it does not say
 * @param offset the offset there; null if it does not say
 * @param at the record's time
 * @param key its key, which is mostly an order's id, and only the beginning of a long
 * one; null if it has none
 * @param why what is wrong with it
 * @param redriveOf the id of the dead letter that was sent again and became this one;
 * null if it came by itself
 * @param redrives when it was sent again, oldest first; empty if never
 * @param headers all that it came with, as text; null in a list
 * @param value the value, if it is a JSON object; else null, as in a list
 * @param valueBase64 any other value; null if there is none, and in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterEntry(LetterId id, String topic, @Nullable Integer partition, @Nullable Long offset, Instant at,
		@Nullable String key, String why, @Nullable String redriveOf, List<DeadLetterRedriven> redrives,
		@Nullable Map<String, String> headers, @JsonRawValue @Nullable String value, @Nullable String valueBase64) {

	/** A header of what is sent again: the dead letter's id. Consumers pass it on. */
	static final String REDRIVE_OF = "redrive-of";

	/** Beyond what services write; others may write what they like. */
	private static final int LONGEST = 300;

	/**
	 * An entry of a list.
	 * @param letter the dead letter
	 * @param redrives when it was sent again
	 * @return without headers and value
	 */
	static DeadLetterEntry of(ConsumerRecord<byte @Nullable [], byte @Nullable []> letter,
			List<DeadLetterRedriven> redrives) {
		return new DeadLetterEntry(id(letter), LetterSource.of(letter.topic()).topic().name(), partition(letter),
				number(letter, DeadLetter.OFFSET).orElse(null), Instant.ofEpochMilli(letter.timestamp()),
				key(letter).map(DeadLetterEntry::beginning).orElse(null),
				header(letter, DeadLetter.WHY).map(DeadLetterEntry::beginning).orElse("does not say"),
				header(letter, REDRIVE_OF).map(DeadLetterEntry::beginning).orElse(null), redrives, null, null, null);
	}

	/**
	 * All there is.
	 * @param letter the dead letter
	 * @param redrives when it was sent again
	 * @return with headers and value
	 */
	static DeadLetterEntry opened(ConsumerRecord<byte @Nullable [], byte @Nullable []> letter,
			List<DeadLetterRedriven> redrives) {
		DeadLetterEntry entry = of(letter, redrives);
		Map<String, String> headers = new LinkedHashMap<>();
		letter.headers().forEach((header) -> headers.put(header.key(), header(letter, header.key()).orElse("")));
		byte[] value = letter.value();
		String json = (value != null && isObject(value)) ? new String(value, UTF_8) : null;
		String other = (value != null && json == null) ? Base64.getEncoder().encodeToString(value) : null;
		return new DeadLetterEntry(entry.id, entry.topic, entry.partition, entry.offset, entry.at, entry.key, entry.why,
				entry.redriveOf, redrives, headers, json, other);
	}

	static LetterId id(ConsumerRecord<?, ?> letter) {
		return new LetterId(letter.topic(), letter.partition(), letter.offset());
	}

	/** The partition that it came from; null if it does not say. */
	static @Nullable Integer partition(ConsumerRecord<?, ?> letter) {
		return number(letter, DeadLetter.PARTITION).filter((each) -> each <= Integer.MAX_VALUE)
			.map(Long::intValue)
			.orElse(null);
	}

	static Optional<String> key(ConsumerRecord<byte @Nullable [], ?> letter) {
		return Optional.ofNullable(letter.key()).map((key) -> new String(key, UTF_8));
	}

	private static Optional<String> header(ConsumerRecord<?, ?> letter, String name) {
		return Optional.ofNullable(letter.headers().lastHeader(name))
			.map(Header::value)
			.map((value) -> new String(value, UTF_8));
	}

	private static Optional<Long> number(ConsumerRecord<?, ?> letter, String name) {
		return header(letter, name).filter((text) -> text.matches("[0-9]{1,18}")).map(Long::valueOf);
	}

	private static String beginning(String text) {
		return (text.length() > LONGEST) ? text.substring(0, LONGEST) + "…" : text;
	}

	private static boolean isObject(byte[] value) {
		try {
			JsonFields.read(value);
			return true;
		}
		catch (ProblemException ex) {
			return false;
		}
	}

}
