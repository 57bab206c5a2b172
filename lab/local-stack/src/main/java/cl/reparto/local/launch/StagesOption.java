package cl.reparto.local.launch;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import cl.reparto.model.command.Stages;

/**
 * How people write how long an order stays in each status but the last.
 */
final class StagesOption {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

	private StagesOption() {
	}

	/**
	 * Reads {@code 300ms}, which is for all three, or {@code 2s,5s,5s}.
	 * @param text one or three durations in ms, s, m or h
	 * @return the stages
	 * @throws IllegalArgumentException if it is anything else, or longer than a stage may
	 * be
	 */
	static Stages parse(String text) {
		List<Duration> each = Stream.of(text.split(",", -1)).map(StagesOption::duration).toList();
		return switch (each.size()) {
			case 1 -> new Stages(each.getFirst(), each.getFirst(), each.getFirst());
			case 3 -> new Stages(each.get(0), each.get(1), each.get(2));
			default -> throw new IllegalArgumentException("one duration or three");
		};
	}

	private static Duration duration(String text) {
		Matcher matcher = DURATION.matcher(text);
		if (!matcher.matches()) {
			throw new IllegalArgumentException("not a duration");
		}
		long amount = Long.parseLong(matcher.group(1));
		return switch (matcher.group(2)) {
			case "ms" -> Duration.ofMillis(amount);
			case "s" -> Duration.ofSeconds(amount);
			case "m" -> Duration.ofMinutes(amount);
			default -> Duration.ofHours(amount);
		};
	}

}
