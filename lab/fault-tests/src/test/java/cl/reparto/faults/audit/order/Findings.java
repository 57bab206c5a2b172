package cl.reparto.faults.audit.order;

import java.util.List;

/**
 * What an audit found.
 *
 * @param accepted how many orders were answered 202
 * @param lost how many orders that must be there lack a status, a note, a mail or the
 * outcome of a command
 * @param doubled how many records there are too many
 * @param mails how many mails the mail server took
 * @param twins how many of them it had taken before
 * @param violations everything that is not as promised, for people; twins are not among
 * it, since a fault may excuse them
 */
public record Findings(int accepted, int lost, int doubled, int mails, int twins, List<String> violations) {

	/** So begins the violation of an outcome that was noted before. */
	public static final String NOTED_AGAIN = "notified again";

	/**
	 * What was found since an earlier audit of the same.
	 * @param before what was found then
	 * @return the differences, and the violations that are new
	 */
	public Findings since(Findings before) {
		return new Findings(this.accepted - before.accepted, this.lost - before.lost, this.doubled - before.doubled,
				this.mails - before.mails, this.twins - before.twins,
				this.violations.stream().filter((each) -> !before.violations.contains(each)).toList());
	}

}
