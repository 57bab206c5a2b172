package cl.reparto.notification.board;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import cl.reparto.model.Actor;
import cl.reparto.model.Status;
import cl.reparto.notification.find.IndexRow;
import cl.reparto.notification.find.OrderIndex;
import cl.reparto.notification.find.OrderSearch;
import cl.reparto.notification.rules.ShopRules;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.notification.status.StatusView;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.notification.status.ViewNotReadyException;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.shop.ShopLog;
import cl.reparto.service.streams.view.ViewPosition;
import org.apache.kafka.streams.errors.InvalidStateStoreException;

import org.springframework.stereotype.Component;

/**
 * Looks at what is under way.
 */
@Component
final class BoardReader {

	private final StatusView view;

	private final ViewPosition position;

	private final OrderIndex index;

	private final ShopRules rules;

	private final ShopLog shop;

	private final ZoneId zone;

	BoardReader(StatusView view, ViewPosition position, OrderIndex index, ShopRules rules, ShopLog shop,
			ShopSettings settings) {
		this.view = view;
		this.position = position;
		this.index = index;
		this.rules = rules;
		this.shop = shop;
		this.zone = settings.zone();
	}

	/**
	 * Looks.
	 * @param now the time
	 * @return what there is
	 * @throws ViewNotReadyException if this instance cannot tell
	 */
	Board read(Instant now) {
		Instant midnight = now.atZone(this.zone).toLocalDate().atStartOfDay(this.zone).toInstant();
		OrderSearch ended = new OrderSearch(Set.of(Status.FINALIZADO, Status.CANCELADO), midnight, null, "", null, now,
				null, Board.MOST_ENDED);
		this.view.requireCurrent();
		// Before the look: what is shown is that or newer.
		List<Long> position = this.position.byPartition();
		try {
			Stream<IndexRow> live = this.index.mostUrgent().stream();
			return new Board(orders(live, now).filter((order) -> !order.status().isEnd()).toList(), this.index.counts(),
					this.index.countsSince(midnight), orders(this.index.find(ended).rows().stream(), now).toList(),
					this.shop.newest(), position);
		}
		catch (InvalidStateStoreException ex) {
			throw new ViewNotReadyException();
		}
	}

	private Stream<OrderStatus> orders(Stream<IndexRow> rows, Instant now) {
		List<Optional<StoredStatus>> found = rows.map((row) -> this.view.now(row.place().id())).toList();
		return found.stream()
			.flatMap(Optional::stream)
			.map((order) -> order.order().shownTo(Actor.SHOP, this.rules, now));
	}

}
