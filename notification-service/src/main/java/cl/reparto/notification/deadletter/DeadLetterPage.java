package cl.reparto.notification.deadletter;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of the list of dead letters.
 *
 * @param letters newest first
 * @param next where the list is gone on with; null if this is the end
 */
public record DeadLetterPage(List<DeadLetterEntry> letters, @Nullable String next) {
}
