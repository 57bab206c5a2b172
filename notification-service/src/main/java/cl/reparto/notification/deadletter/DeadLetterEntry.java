package cl.reparto.notification.deadletter;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import org.jspecify.annotations.Nullable;

/**
 * A dead letter as the shop sees it; its headers and its value only where it is opened by
 * itself.
 *
 * @param id its id
 * @param topic the topic that it came from
 * @param partition the partition there; null if it does not say
 * @param offset the offset there; null if it does not say
 * @param at the record's time
 * @param key its key, which is mostly an order's id, and only the beginning of a long one;
 * null if it has none
 * @param why what is wrong with it
 * @param redriveOf the id of the dead letter that was sent again and became this one;
 * null if it came by itself
 * @param redrives when it was sent again, oldest first; empty if never
 * @param headers all that it came with, as text; null in a list
 * @param value the value, if it is a JSON object; else null, as in a list
 * @param valueBase64 any other value; null if there is none, and in a list
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record DeadLetterEntry(String id, String topic, @Nullable Integer partition, @Nullable Long offset, Instant at,
		@Nullable String key, String why, @Nullable String redriveOf, List<DeadLetterRedriven> redrives,
		@Nullable Map<String, String> headers, @JsonRawValue @Nullable String value, @Nullable String valueBase64) {
}
