package cl.reparto.load.orders;

import java.net.URI;
import java.nio.file.Path;

import cl.reparto.load.result.Arrival;
import tools.jackson.databind.json.JsonMapper;

/**
 * What Gatling is to do. It makes simulations itself and hands them nothing, so they find
 * their plan by a system property.
 *
 * @param orders where orders are placed
 * @param statuses where customers ask for them
 * @param arrival how orders come in
 * @param rows the orders
 * @param posts where to write what became of them
 */
record LoadPlan(URI orders, URI statuses, Arrival arrival, Path rows, Path posts) {

	private static final String PROPERTY = "reparto.load.plan";

	/** The plan of the simulation that is being made. */
	static LoadPlan current() {
		return JsonMapper.shared().readValue(Path.of(System.getProperty(PROPERTY)), LoadPlan.class);
	}

	/**
	 * Makes this the plan of the next simulation.
	 * @param file where to write it
	 */
	void announce(Path file) {
		JsonMapper.shared().writeValue(file, this);
		System.setProperty(PROPERTY, file.toString());
	}

}
