package cl.reparto.request.page;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

import cl.reparto.service.page.PageLanguage;

/**
 * How times are told to people.
 *
 * @param in in which language
 * @param zone where the shop's clock hangs
 * @param now the time
 */
record ShopClock(PageLanguage in, ZoneId zone, Instant now) {

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm");

	/** Such as "tomorrow at 11:00". */
	String day(Instant when) {
		ZonedDateTime at = when.atZone(this.zone);
		LocalDate today = this.now.atZone(this.zone).toLocalDate();
		String day = at.toLocalDate().equals(today) ? this.in.word("today")
				: at.toLocalDate().equals(today.plusDays(1)) ? this.in.word("tomorrow")
						: DateTimeFormatter.ofPattern(this.in.word("day"), this.in.locale()).format(at);
		return day + " " + time(at, "at");
	}

	/** Such as "11:00", for what is within a day. */
	String until(Instant when) {
		return time(when.atZone(this.zone), "until");
	}

	private String time(ZonedDateTime at, String key) {
		String before = this.in.word((at.getHour() == 1) ? key + ".one" : key);
		return (before + " " + TIME.format(at)).strip();
	}

	boolean isWithinADay(Instant when) {
		return when.isBefore(this.now.plus(Duration.ofDays(1)));
	}

	/** As an input for a date and a time has it. */
	String input(Instant when) {
		return LocalDateTime.ofInstant(when, this.zone).truncatedTo(ChronoUnit.MINUTES).toString();
	}

}
