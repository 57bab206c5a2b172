package cl.reparto.load.orders;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

import tools.jackson.databind.json.JsonMapper;

/**
 * Orders as in the original study: a name of 1 to 100 random letters and digits, a price
 * uniform between 1 and 1,000,000 that nobody has rounded.
 *
 * @param rows one an order
 */
public record DataSet(List<Row> rows) {

	private static final String LETTERS_AND_DIGITS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

	private static final int LONGEST_NAME = 100;

	/** As many as a price in a long can have; with them it has up to 19 digits of 20. */
	private static final int DECIMALS = 12;

	private static final long LOWEST = 1_000_000_000_000L;

	private static final long HIGHEST = 1_000_000 * LOWEST;

	public DataSet {
		rows = List.copyOf(rows);
	}

	/**
	 * Makes up orders.
	 * @param size how many
	 * @param seed the same rows for the same seed
	 */
	public static DataSet random(int size, long seed) {
		SplittableRandom random = new SplittableRandom(seed);
		return new DataSet(IntStream.range(0, size)
			.mapToObj((number) -> new Row(name(random), price(random), "c-" + number + "@example.com"))
			.toList());
	}

	private static String name(SplittableRandom random) {
		return random.ints(random.nextInt(1, LONGEST_NAME + 1), 0, LETTERS_AND_DIGITS.length())
			.map(LETTERS_AND_DIGITS::charAt)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	private static BigDecimal price(SplittableRandom random) {
		return BigDecimal.valueOf(random.nextLong(LOWEST, HIGHEST + 1), DECIMALS);
	}

	/**
	 * Reads what was written.
	 * @param file a JSON array of rows
	 * @throws tools.jackson.core.JacksonException if it is none or cannot be read
	 */
	static DataSet read(Path file) {
		return new DataSet(List.of(JsonMapper.shared().readValue(file, Row[].class)));
	}

	/**
	 * Keeps the rows, with prices exactly as they are.
	 * @param file where, as a JSON array
	 * @throws tools.jackson.core.JacksonException if it cannot be written
	 */
	void write(Path file) {
		JsonMapper.shared().writeValue(file, this.rows);
	}

}
