package cl.reparto.notification.status.page;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import cl.reparto.service.page.PageLanguage;

/**
 * How times are told to a customer.
 *
 * @param language the customer's
 * @param zone whose time is shown
 * @param now the time
 */
record LocalTimes(PageLanguage language, ZoneId zone, Instant now) {

	private static final String TIME = "HH:mm";

	private static final String DAY = "d MMM, HH:mm";

	Time of(Instant when) {
		DateTimeFormatter format = DateTimeFormatter.ofPattern(isToday(when) ? TIME : DAY, this.language.locale());
		return new Time(when.toString(), format.format(when.atZone(this.zone)));
	}

	/**
	 * What is said before a time: one of this day, one o'clock, or a date.
	 * @param when the time
	 * @param key what the words are for
	 * @return words that the time goes with
	 */
	String before(Instant when, String key) {
		boolean one = when.atZone(this.zone).getHour() == 1;
		return this.language.word(!isToday(when) ? key + ".on" : one ? key + ".one" : key);
	}

	/**
	 * How long something takes, to the minute.
	 * @param length how long
	 * @return in hours and minutes
	 */
	static String length(Duration length) {
		Duration whole = length.plusSeconds(30);
		String minutes = whole.toMinutesPart() + "\u00a0min";
		return (whole.toHours() == 0) ? minutes : whole.toHours() + "\u00a0h " + minutes;
	}

	private boolean isToday(Instant when) {
		ZonedDateTime today = this.now.atZone(this.zone);
		return when.atZone(this.zone).toLocalDate().equals(today.toLocalDate());
	}

	/** A time as programs and as people read it. */
	record Time(String iso, String text) {
	}

}
