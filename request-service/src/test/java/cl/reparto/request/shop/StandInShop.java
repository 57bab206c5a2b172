package cl.reparto.request.shop;

import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.test.context.TestComponent;
import org.springframework.context.annotation.Primary;

import cl.reparto.service.page.ShopSettings;
import cl.reparto.service.shop.OpeningHours;
import cl.reparto.service.shop.ShopLog;
import cl.reparto.service.shop.ShopState;

/**
 * Stands in for the topic of the shop: keeps the last word in memory.
 */
@TestComponent
@Primary
public final class StandInShop implements ShopLog {

	/** The shop's. */
	public static final ZoneId ZONE = ZoneId.of("America/Santiago");

	private volatile @Nullable ShopState newest = ShopState.OPEN;

	@Override
	public Optional<ShopState> newest() {
		return Optional.ofNullable(this.newest);
	}

	@Override
	public void say(ShopState state) {
		this.newest = state;
	}

	@Override
	public void onChange(Runnable changed) {
		// Nobody listens.
	}

	/** As if nothing had been said. */
	public void clear() {
		this.newest = ShopState.OPEN;
	}

	/** Until it is opened by hand. */
	public void close() {
		this.newest = new ShopState(BigDecimal.ONE, true, null, null, null);
	}

	/** Hours of one day. */
	public static OpeningHours hours(String day, String... spans) {
		return OpeningHours.of(Map.of(day, List.of(spans)));
	}

	/** As if nothing had been read. */
	public void forget() {
		this.newest = null;
	}

	/** A shop of which is said what is said here. */
	public Shop shop() {
		return new Shop(this, new ShopSettings("La Esquina", null, ZONE));
	}

}
