package cl.reparto.service.shop;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * When a shop is open, week by week, by the clock on its wall. Where that clock shows a
 * time twice, the first counts; what it leaves out moves on by as much as it does.
 *
 * @param days the spans of each day; a day that is not there is closed
 */
public record OpeningHours(Map<DayOfWeek, List<Span>> days) {

	/** Beyond that far from a time, weeks repeat. */
	private static final int DAYS = 8;

	/** What a span is written like. */
	public static final String EXPECTED = "must be a list of spans such as 11:00-15:00 or 19:00-02:00";

	/**
	 * Checks that the shop opens at all, and copies the days in their order.
	 * @throws IllegalArgumentException if it does not
	 */
	public OpeningHours {
		if (days.values().stream().allMatch(List::isEmpty)) {
			throw new IllegalArgumentException("must have a span on one day at least");
		}
		days = new EnumMap<>(days);
	}

	/**
	 * Reads hours as they are written.
	 * @param days spans by the days' names, such as {@code monday}
	 * @return the hours
	 * @throws IllegalArgumentException if they are no hours
	 */
	@JsonCreator
	public static OpeningHours of(Map<String, List<String>> days) {
		Map<DayOfWeek, List<Span>> read = new EnumMap<>(DayOfWeek.class);
		days.forEach((day, spans) -> read.put(DayOfWeek.valueOf(day.toUpperCase(Locale.ROOT)),
				spans.stream().map(Span::of).toList()));
		return new OpeningHours(read);
	}

	/** The hours as they are written. */
	@JsonValue
	Map<String, List<String>> written() {
		Map<String, List<String>> written = new LinkedHashMap<>();
		this.days.forEach((day, spans) -> written.put(nameOf(day), spans.stream().map(Span::toString).toList()));
		return written;
	}

	/**
	 * A day as hours name it.
	 * @param day the day
	 * @return such as {@code monday}
	 */
	public static String nameOf(DayOfWeek day) {
		return day.name().toLowerCase(Locale.ROOT);
	}

	boolean isOpen(Instant at, ZoneId zone) {
		return around(at, zone).anyMatch((period) -> period.has(at));
	}

	/**
	 * When the shop closes.
	 * @param at a time when it is open
	 * @return empty if it does not within a week
	 */
	Optional<Instant> closesAfter(Instant at, ZoneId zone) {
		Instant end = at;
		for (Period period : around(at, zone).toList()) {
			end = period.has(end) ? period.closes() : end;
		}
		LocalDate last = at.atZone(zone).toLocalDate().plusDays(DAYS - 1);
		return end.atZone(zone).toLocalDate().isAfter(last) ? Optional.empty() : Optional.of(end);
	}

	/**
	 * When the shop opens.
	 * @param at a time when it is closed
	 * @return a later time
	 */
	Instant opensAfter(Instant at, ZoneId zone) {
		return around(at, zone).map(Period::opens).filter((opens) -> opens.isAfter(at)).findFirst().orElseThrow();
	}

	/** What of the hours is around a time, the earliest first. */
	private Stream<Period> around(Instant at, ZoneId zone) {
		LocalDate today = at.atZone(zone).toLocalDate();
		return LongStream.rangeClosed(-1, DAYS)
			.mapToObj(today::plusDays)
			.flatMap((day) -> on(day).map((span) -> span.on(day, zone)))
			.sorted(Comparator.comparing(Period::opens));
	}

	private Stream<Span> on(LocalDate day) {
		return this.days.getOrDefault(day.getDayOfWeek(), List.of()).stream();
	}

	/**
	 * A part of a day, or from one day into the next.
	 *
	 * @param from when it begins
	 * @param to when it ends; on the next day if that is not later
	 */
	public record Span(LocalTime from, LocalTime to) {

		private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]";

		private static final Pattern TEXT = Pattern.compile(TIME + "-(" + TIME + "|24:00)");

		/**
		 * Reads a span.
		 * @param text such as {@code 19:00-23:30}
		 * @return the span
		 * @throws IllegalArgumentException if it is none
		 */
		public static Span of(String text) {
			String[] ends = text.split("-", 2);
			if (!TEXT.matcher(text).matches() || ends[0].equals(ends[1])) {
				throw new IllegalArgumentException(EXPECTED);
			}
			return new Span(LocalTime.parse(ends[0]),
					ends[1].equals("24:00") ? LocalTime.MIDNIGHT : LocalTime.parse(ends[1]));
		}

		Period on(LocalDate day, ZoneId zone) {
			LocalDate last = this.to.isAfter(this.from) ? day : day.plusDays(1);
			return new Period(day.atTime(this.from).atZone(zone).toInstant(),
					last.atTime(this.to).atZone(zone).toInstant());
		}

		@Override
		public String toString() {
			return this.from + "-" + (this.to.equals(LocalTime.MIDNIGHT) ? "24:00" : this.to);
		}

	}

	private record Period(Instant opens, Instant closes) {

		boolean has(Instant at) {
			return !at.isBefore(this.opens) && at.isBefore(this.closes);
		}

	}

}
