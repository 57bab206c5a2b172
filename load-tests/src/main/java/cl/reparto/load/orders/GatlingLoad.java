package cl.reparto.load.orders;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

import cl.reparto.load.result.Arrival;
import io.gatling.app.Gatling$;
import scala.Console;
import tools.jackson.databind.json.JsonMapper;

/**
 * Places orders by Gatling, in this JVM: one that is started for each scenario would
 * measure how it warms up.
 *
 * @param orders where orders are placed
 * @param statuses where customers ask for them
 * @param folder where Gatling's log and report and what belongs to them is kept
 */
public record GatlingLoad(URI orders, URI statuses, Path folder) {

	/** How Gatling calls its folder, before the time of day. */
	private static final String RUN = OrderSimulation.class.getSimpleName().toLowerCase(Locale.ROOT) + "-";

	/**
	 * Places every order once and waits for all answers.
	 * @param rows the orders
	 * @param arrival how they come in
	 * @return what became of each
	 * @throws IllegalStateException if Gatling fails
	 */
	public List<Post> place(DataSet rows, Arrival arrival) {
		LoadPlan plan = new LoadPlan(this.orders, this.statuses, arrival, this.folder.resolve("rows.json"),
				this.folder.resolve("posts.json"));
		try {
			Files.createDirectories(this.folder);
			Files.deleteIfExists(plan.posts());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		rows.write(plan.rows());
		plan.announce(this.folder.resolve("plan.json"));
		gatling("--simulation", OrderSimulation.class.getName(), "--no-reports");
		return List.of(JsonMapper.shared().readValue(plan.posts(), Post[].class));
	}

	/**
	 * Makes Gatling's HTML report of what was placed last. Not part of placing it, since
	 * orders are then still on their way and need the machine.
	 * @throws IllegalStateException if Gatling fails
	 */
	public void report() {
		gatling("--reports-only", lastRun());
	}

	/**
	 * The first page of the report about what was placed last, whether it is made already
	 * or not.
	 */
	public Path page() {
		return this.folder.resolve(lastRun(), "index.html");
	}

	private String lastRun() {
		try (Stream<Path> files = Files.list(this.folder)) {
			return files.map((file) -> file.getFileName().toString())
				.filter((name) -> name.startsWith(RUN))
				.max(Comparator.naturalOrder())
				.orElseThrow();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private void gatling(String... options) {
		String[] arguments = Stream.concat(Stream.of("--results-folder", this.folder.toString()), Stream.of(options))
			.toArray(String[]::new);
		// Not Gatling.main, which ends the JVM; not to the console, which is ours.
		Object status = Console.withOut(OutputStream.nullOutputStream(), () -> Gatling$.MODULE$.fromArgs(arguments));
		if (!status.equals(0)) {
			throw new IllegalStateException("Gatling failed with status " + status + "; see " + this.folder);
		}
	}

}
