package cl.reparto.request.shop;

import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;

import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

import cl.reparto.model.Json;
import cl.reparto.service.access.ShopAccess;
import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.shop.OpeningHours;
import cl.reparto.service.shop.ShopLog;
import cl.reparto.service.shop.ShopState;
import cl.reparto.service.web.BoundedBody;

/**
 * Where people say how the shop is, and everyone sees it.
 */
@RestController
@RequestMapping(path = "/shop", produces = MediaType.APPLICATION_JSON_VALUE)
final class ShopController {

	private final ShopAccess access;

	private final BoundedBody body;

	private final Shop shop;

	private final ShopLog log;

	private final ZoneId zone;

	private final Clock clock;

	ShopController(ShopAccess access, BoundedBody body, Shop shop, ShopLog log, ShopSettings settings, Clock clock) {
		this.access = access;
		this.body = body;
		this.shop = shop;
		this.log = log;
		this.zone = settings.zone();
		this.clock = clock;
	}

	@GetMapping
	ResponseEntity<byte[]> see() {
		return ResponseEntity.ok()
			.cacheControl(CacheControl.noStore())
			.contentType(MediaType.APPLICATION_JSON)
			.body(Json.write(ShownShop.of(this.shop.state(), this.clock.instant(), this.zone)));
	}

	@PutMapping(consumes = MediaType.APPLICATION_JSON_VALUE)
	ResponseEntity<byte[]> say(HttpServletRequest request) {
		this.access.require(request);
		this.log.say(ShopBody.read(this.body.read(request), this.clock.instant()));
		return see();
	}

	/**
	 * The shop as everyone may see it.
	 *
	 * @param open whether it takes orders for now
	 * @param closedBy if not, by what: {@code hand} or {@code hours}
	 * @param opensAt when it opens; null if it is open, or nobody knows
	 * @param closesAt when it closes by its hours; null if it is closed, or always open
	 * @param pace the factor on stages of orders to come
	 * @param closed whether it is closed by hand; this and what follows is as it was said
	 * @param closedUntil until when
	 * @param reason why
	 * @param hours when it is open; null if always
	 * @param zone of whose clocks
	 */
	@JsonInclude(JsonInclude.Include.NON_NULL)
	record ShownShop(boolean open, @Nullable String closedBy, @Nullable Instant opensAt, @Nullable Instant closesAt,
			BigDecimal pace, @Nullable Boolean closed, @Nullable Instant closedUntil, @Nullable String reason,
			@Nullable OpeningHours hours, String zone) {

		static ShownShop of(ShopState state, Instant now, ZoneId zone) {
			Optional<ShopState.Closed> closed = state.closed(now, zone);
			boolean byHand = closed.filter((it) -> it.why() == ShopState.Why.HAND).isPresent();
			return new ShownShop(closed.isEmpty(),
					closed.map((it) -> it.why().name().toLowerCase(Locale.ROOT)).orElse(null),
					closed.map(ShopState.Closed::opensAt).orElse(null),
					closed.isEmpty() ? state.closes(now, zone).orElse(null) : null, state.pace(), byHand ? true : null,
					byHand ? state.closedUntil() : null, byHand ? state.reason() : null, state.hours(), zone.getId());
		}

	}

}
