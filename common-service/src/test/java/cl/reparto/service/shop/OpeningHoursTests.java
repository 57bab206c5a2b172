package cl.reparto.service.shop;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class OpeningHoursTests {

	private static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

	/** The 27th of November 2026 is a Friday. */
	private final OpeningHours hours = OpeningHours
		.of(Map.of("friday", List.of("11:00-15:00", "19:00-02:00"), "saturday", List.of("19:00-24:00")));

	@ParameterizedTest
	@CsvSource({ "2026-11-27T10:59:59, false", "2026-11-27T11:00, true", "2026-11-27T14:59:59, true",
			"2026-11-27T15:00, false", "2026-11-27T19:00, true", "2026-11-28T01:59:59, true", "2026-11-28T02:00, false",
			"2026-11-28T23:59:59, true", "2026-11-29T00:00, false", "2026-12-04T11:00, true" })
	void areOfTheClockOnTheShopsWall(LocalDateTime clock, boolean open) {
		assertThat(this.hours.isOpen(at(clock), SANTIAGO)).isEqualTo(open);
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-27T11:00, 2026-11-27T15:00", "2026-11-27T19:00, 2026-11-28T02:00",
			"2026-11-28T01:00, 2026-11-28T02:00", "2026-11-28T20:00, 2026-11-29T00:00" })
	void tellWhenTheShopCloses(LocalDateTime clock, LocalDateTime closes) {
		assertThat(this.hours.closesAfter(at(clock), SANTIAGO)).contains(at(closes));
	}

	@ParameterizedTest
	@CsvSource({ "2026-11-27T10:00, 2026-11-27T11:00", "2026-11-27T15:00, 2026-11-27T19:00",
			"2026-11-28T02:00, 2026-11-28T19:00", "2026-11-29T00:00, 2026-12-04T11:00" })
	void tellWhenItOpens(LocalDateTime clock, LocalDateTime opens) {
		assertThat(this.hours.opensAfter(at(clock), SANTIAGO)).isEqualTo(at(opens));
	}

	@Test
	void goOnWhereOneSpanEndsAndAnotherBegins() {
		OpeningHours joined = OpeningHours
			.of(Map.of("friday", List.of("11:00-24:00"), "saturday", List.of("00:00-06:00", "05:00-07:00")));

		assertThat(joined.closesAfter(at(LocalDateTime.parse("2026-11-27T12:00")), SANTIAGO))
			.contains(at(LocalDateTime.parse("2026-11-28T07:00")));
	}

	@Test
	void tellOfNoEndWhereThereIsNone() {
		List<String> all = List.of("00:00-24:00");
		OpeningHours always = OpeningHours.of(Map.of("monday", all, "tuesday", all, "wednesday", all, "thursday", all,
				"friday", all, "saturday", all, "sunday", all));

		assertThat(always.closesAfter(at(LocalDateTime.parse("2026-11-27T12:00")), SANTIAGO)).isEmpty();
	}

	/** On Sunday the 6th of September 2026 it is 1:00 where it would be 0:00. */
	@ParameterizedTest
	@CsvSource({ "2026-09-05T23:59:59-04:00, true", "2026-09-06T01:00-03:00, true", "2026-09-06T01:29:59-03:00, true",
			"2026-09-06T01:30-03:00, false", "2026-09-06T02:59-03:00, false", "2026-09-06T03:00-03:00, true" })
	void lastAsLongAsEverWhenTheClockGoesForward(OffsetDateTime time, boolean open) {
		OpeningHours spring = OpeningHours
			.of(Map.of("saturday", List.of("19:00-00:30"), "sunday", List.of("03:00-12:00")));

		assertThat(spring.isOpen(time.toInstant(), SANTIAGO)).isEqualTo(open);
	}

	/** On Saturday the 4th of April 2026 it is 23:00 again where it would be 24:00. */
	@ParameterizedTest
	@CsvSource({ "2026-04-04T23:29:59-03:00, true", "2026-04-04T23:30-03:00, false", "2026-04-04T23:15-04:00, false",
			"2026-04-05T00:30-04:00, true", "2026-04-05T01:30-04:00, false" })
	void endTheFirstTimeThatTheClockSaysSoWhenItGoesBack(OffsetDateTime time, boolean open) {
		OpeningHours autumn = OpeningHours
			.of(Map.of("saturday", List.of("19:00-23:30"), "sunday", List.of("00:00-01:00")));

		assertThat(autumn.isOpen(time.toInstant(), SANTIAGO)).isEqualTo(open);
	}

	@Test
	void openAnHourLaterForTheWorldWhereTheClockHasGoneBack() {
		OpeningHours sundays = OpeningHours.of(Map.of("sunday", List.of("11:00-15:00")));

		assertThat(sundays.opensAfter(Instant.parse("2026-04-04T12:00:00Z"), SANTIAGO))
			.isEqualTo(Instant.parse("2026-04-05T15:00:00Z"));
		assertThat(sundays.opensAfter(Instant.parse("2026-09-05T12:00:00Z"), SANTIAGO))
			.isEqualTo(Instant.parse("2026-09-06T14:00:00Z"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "11:00", "11-15", "11:00-15:60", "24:00-25:00", "11:00-11:00", "11:00 - 15:00",
			"11:00-15:00-19:00", "9:00-12:00" })
	void areNotReadFromAnythingElse(String span) {
		assertThatIllegalArgumentException().isThrownBy(() -> OpeningHours.of(Map.of("friday", List.of(span))))
			.withMessage(OpeningHours.EXPECTED);
	}

	@Test
	void openTheShopOnSomeDay() {
		assertThatIllegalArgumentException().isThrownBy(() -> OpeningHours.of(Map.of("friday", List.of())));
	}

	@Test
	void areWrittenAsTheyAreRead() {
		assertThat(this.hours.written()).hasToString("{friday=[11:00-15:00, 19:00-02:00], saturday=[19:00-24:00]}");
		assertThat(OpeningHours.of(this.hours.written())).isEqualTo(this.hours);
	}

	private static Instant at(LocalDateTime clock) {
		return clock.atZone(SANTIAGO).toInstant();
	}

}
