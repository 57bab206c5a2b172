package cl.reparto.notification.deadletter;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * The records of orders that could not be used, and their way back. Any instance answers
 * the same. Where Kafka cannot be asked, everything here is refused as
 * {@link ProblemKind#UNAVAILABLE}.
 */
public interface DeadLetters {

	/** The most entries of a page. */
	int LONGEST_PAGE = 100;

	/**
	 * A part of the list, newest first. Whatever comes in meanwhile, pages that follow
	 * one another have each letter once.
	 * @param limit how many entries at most, from 1 to {@link #LONGEST_PAGE}
	 * @param after the {@code next} of the page before; null for the first
	 * @return the page
	 * @throws ProblemException as {@link ProblemKind#INVALID_QUERY} if that is no
	 * {@code next}
	 */
	DeadLetterPage page(int limit, @Nullable String after);

	/**
	 * One with all that it has.
	 * @param id its id
	 * @return the letter, opened
	 * @throws ProblemException as {@link ProblemKind#UNKNOWN_DEAD_LETTER} if there never
	 * was one, or as {@link ProblemKind#DEAD_LETTER_GONE} if it is kept no more
	 */
	DeadLetterEntry open(LetterId id);

	/**
	 * Sends one again to where it came from, once, whoever else does at the same moment.
	 * @param id its id
	 * @param mended the value to send in its place, as JSON; null to send it as it came
	 * @param again whether to send it though it was sent before
	 * @return the letter, opened, with when it was sent
	 * @throws ProblemException as {@link #open} throws it; as
	 * {@link ProblemKind#ALREADY_REDRIVEN} if it was sent before, saying when and by
	 * whom; as {@link ProblemKind#INVALID_ACTION} if no consumer could read what would be
	 * sent, saying why; or as {@link ProblemKind#REDRIVE_REFUSED} if it could do harm
	 * @throws InterruptedException if interrupted
	 */
	DeadLetterEntry redrive(LetterId id, byte @Nullable [] mended, boolean again) throws InterruptedException;

}
