package cl.reparto.faults.people;

import java.net.URI;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import cl.reparto.faults.audit.Deed;
import cl.reparto.faults.traffic.OrderClient;
import org.jspecify.annotations.Nullable;

/**
 * Where people can act on orders just now, and who keeps what they were told.
 *
 * @param views the instances of notification-service
 */
record Town(OrderClient client, Supplier<List<URI>> views, Consumer<Deed> deeds, Consumer<String> violations) {

	/** Asks the next instance each time; null if there is no answer. */
	@Nullable HttpResponse<String> act(String order, Wish wish, int turn) {
		return this.client.act(view(turn), order, wish.action(), wish.body(), wish.headers());
	}

	/** Looks where an order is; null if there is no answer. */
	@Nullable HttpResponse<String> look(String order, int turn) {
		return this.client.status(view(turn), order, "");
	}

	private URI view(int turn) {
		List<URI> all = this.views.get();
		return all.get(turn % all.size());
	}

}
