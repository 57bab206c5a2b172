/**
 * The shop's look at dead letters, and their way back.
 * {@link cl.reparto.notification.deadletter.DeadLetters} is the door: it reads them where
 * they lie, and sends one again together with the note that it was sent
 * ({@code dead_letter_redrives}).
 */
@NullMarked
package cl.reparto.notification.deadletter;

import org.jspecify.annotations.NullMarked;
