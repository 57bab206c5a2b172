package cl.reparto.local.smtp;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * What a mail server does about a command.
 *
 * @param text what it says; empty if nothing, null for what any server would say
 * @param takes whether it takes the mail, if the command is the final dot
 * @param cuts whether it then ends the connection
 * @param after how long it takes to say it
 */
public record Reply(@Nullable String text, boolean takes, boolean cuts, Duration after) {

	/** Does what any server would. */
	public static final Reply USUAL = new Reply(null, true, false, Duration.ZERO);

	/** Says nothing and keeps the connection. */
	public static final Reply HANG = new Reply("", false, false, Duration.ZERO);

	/** Ends the connection without a word. */
	public static final Reply CUT = new Reply("", false, true, Duration.ZERO);

	/** Takes the mail but does not say so. */
	public static final Reply TAKE_AND_HANG = new Reply("", true, false, Duration.ZERO);

	/**
	 * Says something.
	 * @param text a reply code and words, such as {@code 450 full}
	 * @return a reply that takes a mail if its code is 250
	 */
	public static Reply of(String text) {
		return new Reply(text, text.startsWith("250"), false, Duration.ZERO);
	}

	/**
	 * The same, late. A mail is taken before the wait.
	 * @param wait how long it takes
	 * @return a copy
	 */
	public Reply after(Duration wait) {
		return new Reply(this.text, this.takes, this.cuts, wait);
	}

	String textOr(String usual) {
		return (this.text != null) ? this.text : usual;
	}

}
