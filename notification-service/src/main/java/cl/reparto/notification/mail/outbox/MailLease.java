package cl.reparto.notification.mail.outbox;

import java.time.Duration;

/**
 * Leave to mail, by a commit that came through. Kafka fences records and offsets, not
 * mails: a member that was frozen, or hears only a coordinator that was replaced, may
 * have lost its partitions without knowing. But whoever has a commit replicated is a
 * member for a whole {@link #SESSION} from then on, also to a coordinator that succeeds
 * the one it asked. So it may mail for half of that, and the other half is for the mails
 * then under way (decision 12).
 *
 * @param since when the commit was sent, in nanoseconds as of {@link System#nanoTime()}
 */
public record MailLease(long since) {

	/** After so long a silence, the group gives a member's partitions to others. */
	public static final Duration SESSION = Duration.ofSeconds(10);

	private static final long TERM = SESSION.dividedBy(2).toNanos();

	private static final long RENEWAL = Duration.ofSeconds(2).toNanos();

	/**
	 * A lease that has ended.
	 * @return not to be mailed under
	 */
	public static MailLease ended() {
		return new MailLease(System.nanoTime() - TERM);
	}

	/**
	 * Whether mails may go out.
	 * @param now the time, in nanoseconds
	 * @return false once the lease has ended
	 */
	public boolean isHeld(long now) {
		return now - this.since < TERM;
	}

	/**
	 * Whether it is time to commit, if only to renew the lease: it is to be good when a
	 * mail comes.
	 * @param now the time, in nanoseconds
	 * @return whether it is
	 */
	public boolean isToBeRenewed(long now) {
		return now - this.since >= RENEWAL;
	}

}
