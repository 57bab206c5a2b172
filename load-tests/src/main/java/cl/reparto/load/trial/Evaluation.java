package cl.reparto.load.trial;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;

import cl.reparto.load.orders.Post;
import cl.reparto.load.result.Measure;
import cl.reparto.load.result.Outcome;
import cl.reparto.load.result.Scenario;
import cl.reparto.model.Status;
import org.HdrHistogram.Histogram;

/**
 * Makes an outcome of what was seen. From the request means from when request-service had
 * it; how long it took until then is part of {@link Measure#POST}.
 *
 * @param scenario what was asked of the system
 * @param mailed whether it sends mails
 * @param courses of all orders
 * @param times filled from them
 */
record Evaluation(Scenario scenario, boolean mailed, List<Course> courses, Map<Measure, Histogram> times) {

	private static final int DIGITS = 3;

	private static final int STAGES = Status.STEPS.size() - 1;

	/**
	 * Computes all that is to be told of a scenario.
	 * @param scenario what was asked of the system
	 * @param mailed whether it sends mails
	 * @param posts how its customers fared, whose orders were all taken
	 * @param orders what happened to their orders
	 * @param page Gatling's about their requests
	 * @throws IllegalStateException if an order is not at its end, or two posts made one
	 * order
	 */
	static Outcome of(Scenario scenario, boolean mailed, List<Post> posts, Map<UUID, OrderTimes> orders, Path page) {
		Set<UUID> ids = new HashSet<>();
		List<Course> courses = posts.stream().map((post) -> Course.of(post, mailed, orders, ids)).toList();
		Map<Measure, Histogram> times = new EnumMap<>(Measure.class);
		for (Measure measure : Measure.values()) {
			times.put(measure, new Histogram(DIGITS));
		}
		return new Evaluation(scenario, mailed, courses, times).outcome(page);
	}

	/**
	 * Checks that there is something to evaluate.
	 * @param posts how customers fared
	 * @throws IllegalStateException if an order was not taken
	 */
	static void requireTaken(List<Post> posts) {
		if (posts.stream().anyMatch((post) -> post.id() == null)) {
			throw new IllegalStateException("an order was not taken; Gatling's log tells why");
		}
	}

	private Outcome outcome(Path page) {
		this.courses.forEach(this::measure);
		Instant first = this.courses.stream()
			.map((each) -> each.post().asked())
			.min(Comparator.naturalOrder())
			.orElseThrow();
		return new Outcome(this.scenario, this.courses.size(), this.times,
				last(first, (order) -> order.visible(Status.FINALIZADO)),
				this.mailed ? last(first, (order) -> order.mailed(Status.FINALIZADO)) : Duration.ZERO, page);
	}

	private Duration last(Instant first, Function<OrderTimes, Instant> time) {
		Instant last = this.courses.stream()
			.map((each) -> time.apply(each.order()))
			.max(Comparator.naturalOrder())
			.orElseThrow();
		return Duration.between(first, last);
	}

	private void measure(Course course) {
		OrderTimes order = course.order();
		record(Measure.POST, course.post().asked(), course.post().answered());
		for (Status status : Status.STEPS) {
			record(Measure.valueOf(status.name()), order.requestedAt(), order.visible(status));
			if (this.mailed) {
				record(Measure.MAILED, order.reached(status), order.mailed(status));
			}
		}
		if (course.post().readable() != null) {
			record(Measure.READABLE, order.requestedAt(), course.post().readable());
		}
		record(Measure.OWN_SHARE, order.requestedAt().plus(this.scenario.stage().multipliedBy(STAGES)),
				order.visible(Status.FINALIZADO));
	}

	/** Of our times, some are in whole milliseconds, so a moment may seem to be less. */
	private void record(Measure measure, Instant from, Instant until) {
		this.times.get(measure).recordValue(Math.max(0, ChronoUnit.MICROS.between(from, until)));
	}

	/** An order as its customer and as the topics saw it. */
	record Course(Post post, OrderTimes order) {

		static Course of(Post post, boolean mailed, Map<UUID, OrderTimes> orders, Set<UUID> known) {
			UUID id = Objects.requireNonNull(post.id());
			OrderTimes order = orders.get(id);
			if (order == null || !order.isComplete(mailed)) {
				throw new IllegalStateException("order " + id + " is lost");
			}
			if (!known.add(id)) {
				throw new IllegalStateException("order " + id + " was given to two customers");
			}
			return new Course(post, order);
		}

	}

}
