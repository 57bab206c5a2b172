package cl.reparto.notification.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

import cl.reparto.service.shop.ShopLog;
import cl.reparto.service.shop.ShopState;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what is said of the shop in place of Kafka, for all instances of a test.
 */
public final class SaidShop implements ShopLog {

	private final List<Runnable> changes = new CopyOnWriteArrayList<>();

	private volatile @Nullable ShopState newest = ShopState.OPEN;

	@Override
	public Optional<ShopState> newest() {
		return Optional.ofNullable(this.newest);
	}

	@Override
	public void say(ShopState state) {
		this.newest = state;
		this.changes.forEach(Runnable::run);
	}

	/** As if nothing had been read. */
	public void forget() {
		this.newest = null;
	}

	@Override
	public void onChange(Runnable changed) {
		this.changes.add(changed);
	}

}
