package cl.reparto.guild.board;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;

import cl.reparto.guild.events.Place;

/**
 * A plain map of carts, drawn from their coordinates alone. Its frame keeps to a grid, so
 * that it stays where it is while carts move.
 *
 * @param marks the carts on it
 * @param outside how many are too far from most to be on it
 * @param scaleX drawn units a degree of longitude
 * @param scaleY drawn units a degree of latitude
 * @param originX where longitude 0 would be
 * @param originY where latitude 0 would be
 * @param meridians where the grid's upright lines are
 * @param parallels where its level lines are
 * @param step how far apart they are
 */
record CartMap(List<Mark> marks, int outside, double scaleX, double scaleY, double originX, double originY,
		List<Double> meridians, List<Double> parallels, Step step) {

	static final int WIDTH = 600;

	static final int HEIGHT = 460;

	/** Around what is written on it. */
	private static final int MARGIN = 16;

	private static final double METRES = 111_320;

	/** A single cart is shown with the streets around it. */
	private static final double LEAST = 800;

	/** Who is further from the middle than so many times most others is left out. */
	private static final double FAR = 3;

	/** Who has no place is not on it. */
	static CartMap of(List<CartRow> carts) {
		List<CartRow> placed = carts.stream().filter((cart) -> cart.ubicacion() != null).toList();
		double lat = middle(placed.stream().mapToDouble((cart) -> place(cart).lat()).sorted().toArray());
		double lon = middle(placed.stream().mapToDouble((cart) -> place(cart).lon()).sorted().toArray());
		// Rounded, so that it does not change as carts move.
		double narrowing = Math.max(0.01, Math.cos(Math.toRadians(Math.rint(lat))));
		List<Spot> spots = placed.stream()
			.map((cart) -> new Spot(cart, place(cart).lon() * narrowing * METRES, place(cart).lat() * METRES))
			.toList();
		double reach = reach(spots, lon * narrowing * METRES, lat * METRES);
		List<Spot> near = spots.stream()
			.filter((spot) -> spot.from(lon * narrowing * METRES, lat * METRES) <= reach)
			.toList();
		return framed(near, spots.size() - near.size(), narrowing);
	}

	private static Place place(CartRow cart) {
		return Objects.requireNonNull(cart.ubicacion());
	}

	private static double middle(double[] sorted) {
		return (sorted.length == 0) ? 0 : sorted[sorted.length / 2];
	}

	/** A notice from the other end of the world must not make dots of a town. */
	private static double reach(List<Spot> spots, double x, double y) {
		double[] distances = spots.stream().mapToDouble((spot) -> spot.from(x, y)).sorted().toArray();
		return (distances.length == 0) ? 0 : Math.max(LEAST, FAR * distances[(distances.length - 1) * 4 / 5]);
	}

	private static CartMap framed(List<Spot> spots, int outside, double narrowing) {
		double west = spots.stream().mapToDouble(Spot::x).min().orElse(0);
		double east = spots.stream().mapToDouble(Spot::x).max().orElse(0);
		double south = spots.stream().mapToDouble(Spot::y).min().orElse(0);
		double north = spots.stream().mapToDouble(Spot::y).max().orElse(0);
		Step step = Step.about(Math.max(LEAST, Math.max(east - west, north - south)) / 4);
		double left = step.below(west - step.metres() / 4);
		double right = step.above(east + step.metres() / 4);
		double bottom = step.below(south - step.metres() / 4);
		double top = step.above(north + step.metres() / 4);
		double scale = Math.min(WIDTH / (right - left), HEIGHT / (top - bottom));
		double x = WIDTH / 2.0 - scale * (left + right) / 2;
		double y = HEIGHT / 2.0 + scale * (bottom + top) / 2;
		List<Mark> marks = spots.stream()
			.sorted(Comparator.comparing((Spot spot) -> spot.cart().estado()))
			.map((spot) -> new Mark(spot.cart(), tenths(x + scale * spot.x()), tenths(y - scale * spot.y())))
			.toList();
		return new CartMap(marks, outside, scale * narrowing * METRES, -scale * METRES, x, y,
				step.lines(-x / scale, (WIDTH - x) / scale).stream().map((each) -> tenths(x + scale * each)).toList(),
				step.lines((y - HEIGHT) / scale, y / scale).stream().map((each) -> tenths(y - scale * each)).toList(),
				step.drawn(scale));
	}

	/** Nobody sees more. */
	private static double tenths(double drawn) {
		return Math.rint(10 * drawn) / 10;
	}

	double barEnd() {
		return WIDTH - MARGIN;
	}

	double barBegin() {
		return tenths(barEnd() - this.step.width());
	}

	/** A cart on a plane, so many metres to the east and to the north. */
	private record Spot(CartRow cart, double x, double y) {

		double from(double otherX, double otherY) {
			return Math.hypot(this.x - otherX, this.y - otherY);
		}

	}

	/** A cart on the map, so many drawn units from the left and from the top. */
	record Mark(CartRow cart, double x, double y) {
	}

	/**
	 * The width of the grid.
	 *
	 * @param metres on the ground
	 * @param width in drawn units; 0 while that is not known
	 */
	record Step(double metres, double width) {

		/** The longest of 1, 2 and 5 and their tens that is not above a length. */
		static Step about(double metres) {
			double ten = Math.pow(10, Math.floor(Math.log10(metres)));
			double times = metres / ten;
			return new Step(ten * ((times >= 5) ? 5 : (times >= 2) ? 2 : 1), 0);
		}

		Step drawn(double scale) {
			return new Step(this.metres, this.metres * scale);
		}

		double below(double where) {
			return Math.floor(where / this.metres) * this.metres;
		}

		double above(double where) {
			return Math.ceil(where / this.metres) * this.metres;
		}

		List<Double> lines(double from, double to) {
			List<Double> lines = new ArrayList<>();
			int count = (int) ((to - above(from)) / this.metres);
			IntStream.rangeClosed(0, count).forEach((i) -> lines.add(above(from) + i * this.metres));
			return lines;
		}

		/** As people say it. */
		String label() {
			return (this.metres < 1_000) ? String.format(Locale.ROOT, "%.0f m", this.metres)
					: String.format(Locale.ROOT, "%.0f km", this.metres / 1_000);
		}

	}

}
