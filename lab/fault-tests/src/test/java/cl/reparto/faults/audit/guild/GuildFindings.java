package cl.reparto.faults.audit.guild;

import java.time.Duration;
import java.util.List;

/**
 * What an audit of the guild found.
 *
 * @param sales how many sales were answered 202
 * @param notices how many notices of fugitives were
 * @param applicants how many applications were
 * @param lots how many lots were issued
 * @param lost how much lacks of what must be there
 * @param doubled how much there is too much of
 * @param mails how many mails the mail server took
 * @param twins how many of them it had taken before
 * @param late by how much the cart was late that was lost latest
 * @param violations everything that is not as promised, for people; twins are not among
 * it, since a fault may excuse them
 */
public record GuildFindings(int sales, int notices, int applicants, int lots, int lost, int doubled, int mails,
		int twins, Duration late, List<String> violations) {

	/**
	 * What was found since an earlier audit of the same.
	 * @param before what was found then
	 * @return the differences, and the violations that are new
	 */
	public GuildFindings since(GuildFindings before) {
		return new GuildFindings(this.sales - before.sales, this.notices - before.notices,
				this.applicants - before.applicants, this.lots - before.lots, this.lost - before.lost,
				this.doubled - before.doubled, this.mails - before.mails, this.twins - before.twins, this.late,
				this.violations.stream().filter((each) -> !before.violations.contains(each)).toList());
	}

}
