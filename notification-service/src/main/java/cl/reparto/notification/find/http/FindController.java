package cl.reparto.notification.find.http;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import cl.reparto.model.Actor;
import cl.reparto.model.Status;
import cl.reparto.notification.find.OrderIndex;
import cl.reparto.notification.find.FoundOrders;
import cl.reparto.notification.find.OrderSearch;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.notification.status.StatusView;
import cl.reparto.service.access.ShopAccess;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * Finds orders for whoever has the shop's key.
 */
@RestController
final class FindController {

	private final StatusView view;

	private final OrderIndex index;

	private final ShopRules rules;

	private final ShopAccess shop;

	private final InstantSource clock = InstantSource.system();

	FindController(StatusView view, OrderIndex index, ShopRules rules, ShopAccess shop) {
		this.view = view;
		this.index = index;
		this.rules = rules;
		this.shop = shop;
	}

	@GetMapping(path = "/orders", produces = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<Found> find(@RequestParam MultiValueMap<String, String> parameters, HttpServletRequest request) {
		this.shop.require(request);
		Instant now = this.clock.instant();
		Found found = find(FindQuery.of(parameters, now), now);
		return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(found);
	}

	private Found find(OrderSearch search, Instant now) {
		try {
			this.view.requireCurrent();
			FoundOrders page = this.index.find(search);
			// An order that has gone on since the index was read may be none of those.
			List<OrderStatus> orders = page.rows()
				.stream()
				.map((row) -> this.view.now(row.place().id()))
				.flatMap(Optional::stream)
				.filter((order) -> search.takes(order.row()))
				.map((order) -> order.order().shownTo(Actor.SHOP, this.rules, now))
				.toList();
			return new Found(orders, this.index.counts(), (page.next() != null) ? page.next().cursor() : null);
		}
		catch (InvalidStateStoreException ex) {
			throw new ProblemException(ProblemKind.UNAVAILABLE);
		}
	}

	/**
	 * What was found.
	 *
	 * @param orders newest first
	 * @param counts how many orders there are by status, whatever was asked for
	 * @param next where the list is gone on with; null if this is the end
	 */
	record Found(List<OrderStatus> orders, Map<Status, Integer> counts, @Nullable String next) {
	}

}
