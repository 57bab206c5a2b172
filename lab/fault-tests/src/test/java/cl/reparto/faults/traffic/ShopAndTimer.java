package cl.reparto.faults.traffic;

import java.time.Duration;
import java.util.Map;

import cl.reparto.faults.audit.order.Permissions;
import cl.reparto.local.ProcessOverrides;

/**
 * Lets the shop move orders as well as the timer, with a key, and take back what it moved
 * within a time that is short, since mails wait for it.
 */
public record ShopAndTimer() implements ProcessOverrides {

	/** Who has it acts for the shop. */
	public static final String KEY = "la-llave-de-la-tienda-de-las-fallas-0123456789";

	/** What people may do, then. */
	public static final Permissions PERMISSIONS = new Permissions(true, "recibido", Duration.ofSeconds(3));

	@Override
	public Map<String, String> settings(String process) {
		return Map.of("reparto.shop.key", KEY, "reparto.actions.moves.recibido", "either",
				"reparto.actions.moves.preparando", "either", "reparto.actions.moves.entregando", "either",
				"reparto.actions.cancel-until", PERMISSIONS.cancelUntil(), "reparto.actions.recall-within",
				PERMISSIONS.recallWithin().toSeconds() + "s");
	}

}
