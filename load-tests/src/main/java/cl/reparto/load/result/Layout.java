package cl.reparto.load.result;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a system is laid out. Scenarios of one layout can share a system.
 *
 * @param partitions how many partitions each topic has
 * @param stage how long an order stays in each status but the last
 */
public record Layout(int partitions, Duration stage) {

	private static final List<Integer> SIZES = List.of(100, 1000, 5000);

	/** Those of the matrix. */
	public static List<Layout> all() {
		return Stream.of(Duration.ofMillis(50), Duration.ZERO)
			.flatMap((stage) -> Stream.of(5, 1).map((partitions) -> new Layout(partitions, stage)))
			.toList();
	}

	/** Everything that is asked of such a system. */
	public List<Scenario> scenarios() {
		return SIZES.stream()
			.flatMap((size) -> Stream.of(Arrival.CONSTANT, Arrival.PEAK).map((arrival) -> scenario(size, arrival)))
			.toList();
	}

	/**
	 * A scenario with this layout.
	 * @param rows how many orders
	 * @param arrival how they come in
	 */
	public Scenario scenario(int rows, Arrival arrival) {
		return new Scenario(rows, arrival, this.partitions, this.stage);
	}

}
