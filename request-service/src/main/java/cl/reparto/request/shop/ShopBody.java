package cl.reparto.request.shop;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import cl.reparto.model.FieldRules;
import cl.reparto.service.shop.OpeningHours;
import cl.reparto.service.shop.ShopState;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Reads what people say of the shop, or says everything that is wrong with it at once.
 */
final class ShopBody {

	private static final BigDecimal SLOWEST = new BigDecimal("4");

	private static final BigDecimal FASTEST = new BigDecimal("0.25");

	private static final int MAX_REASON = 200;

	private static final Duration LONGEST = Duration.ofDays(366);

	private ShopBody() {
	}

	/**
	 * Reads it. What is null or left out is as in a shop of which nobody said anything.
	 * @param body what was sent
	 * @param now the time
	 * @return the state
	 * @throws ProblemException if it is not one JSON object, or naming each bad field
	 * once
	 */
	static ShopState read(byte[] body, Instant now) {
		JsonFields fields = JsonFields.read(body).withoutNulls();
		BigDecimal pace = fields.number("pace");
		if (pace != null && (pace.compareTo(FASTEST) < 0 || pace.compareTo(SLOWEST) > 0 || pace.scale() > 2)) {
			fields.refuse("pace", "must be from " + FASTEST + " to " + SLOWEST + ", with at most two decimals");
		}
		Instant until = fields.time("closedUntil");
		if (until != null && (!until.isAfter(now) || until.isAfter(now.plus(LONGEST)))) {
			fields.refuse("closedUntil", "must be in the future and within " + LONGEST.toDays() + " days");
		}
		Boolean closed = fields.truth("closed");
		if (until != null && Boolean.FALSE.equals(closed)) {
			fields.refuse("closed", "must be true where closedUntil is given, or left out");
		}
		String reason = fields.text("reason");
		if (reason != null) {
			FieldRules.line(reason, MAX_REASON).ifPresent((what) -> fields.refuse("reason", what));
		}
		boolean shut = until != null || Boolean.TRUE.equals(closed);
		if (reason != null && !shut) {
			fields.refuse("reason", "goes with closed or closedUntil");
		}
		OpeningHours hours = hours(fields);
		fields.only("the shop", "pace", "closed", "closedUntil", "reason", "hours");
		fields.check(ProblemKind.INVALID_FIELDS);
		return new ShopState((pace != null) ? pace : BigDecimal.ONE, shut, until, reason, hours);
	}

	private static @Nullable OpeningHours hours(JsonFields fields) {
		JsonFields week = fields.fields("hours");
		if (week == null) {
			return null;
		}
		Map<DayOfWeek, List<OpeningHours.Span>> days = new EnumMap<>(DayOfWeek.class);
		for (DayOfWeek day : DayOfWeek.values()) {
			String name = OpeningHours.nameOf(day);
			try {
				List<String> spans = week.texts(name);
				if (spans != null) {
					days.put(day, spans.stream().map(OpeningHours.Span::of).toList());
				}
			}
			catch (IllegalArgumentException ex) {
				week.refuse(name, OpeningHours.EXPECTED);
			}
		}
		week.only("a week", Arrays.stream(DayOfWeek.values()).map(OpeningHours::nameOf).toArray(String[]::new));
		if (days.values().stream().allMatch(List::isEmpty)) {
			fields.refuse("hours", "must have a span on one day at least; without hours, the shop is always open");
			return null;
		}
		return new OpeningHours(days);
	}

}
