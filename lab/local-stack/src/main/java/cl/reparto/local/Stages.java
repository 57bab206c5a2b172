package cl.reparto.local;

import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How long an order stays in each status but the last.
 *
 * @param recibido zero or more
 * @param preparando zero or more
 * @param entregando zero or more
 */
public record Stages(Duration recibido, Duration preparando, Duration entregando) {

	private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

	/** Long enough to watch. */
	public static final Stages USUAL = parse("2s,5s,5s");

	/**
	 * Checks that time goes forward.
	 * @throws IllegalArgumentException if not
	 */
	public Stages {
		if (Stream.of(recibido, preparando, entregando).anyMatch(Duration::isNegative)) {
			throw new IllegalArgumentException("a stage cannot be negative");
		}
	}

	/**
	 * Reads {@code 300ms}, which is for all three, or {@code 2s,5s,5s}.
	 * @param text one or three durations in ms, s, m or h
	 * @return the stages
	 * @throws IllegalArgumentException if it is anything else
	 */
	public static Stages parse(String text) {
		List<Duration> each = Stream.of(text.split(",", -1)).map(Stages::duration).toList();
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
