package cl.reparto.notification.command;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

import cl.reparto.model.Actor;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.service.keys.IdempotencyKey;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * What somebody wants to do to an order.
 *
 * @param order the order
 * @param action what to do
 * @param by who asks: the shop or the customer
 * @param delay how much later; for {@link Action#DELAY} only
 * @param reason why, in that person's words; for {@link Action#CANCEL} only
 * @param versions what the order may be; sent on is one of them
 * @param key what this request is called, so that it can be repeated; null if it cannot
 */
public record OrderAct(UUID order, Action action, Actor by, @Nullable Duration delay, @Nullable String reason,
		IfMatch versions, @Nullable IdempotencyKey key) {

	/**
	 * The command for it.
	 * @param known the version that is known of the order
	 * @param now the time
	 * @return a command with an id of its own, or with the one that its key gives it
	 */
	OrderCommand command(int known, Instant now) {
		return new OrderCommand(id(), this.order, this.action, this.by, this.delay, this.reason,
				this.versions.version(known), now);
	}

	/**
	 * A key is of an order and of who uses it: a customer's is never the shop's. The id
	 * is no secret, as it gives no right to anything.
	 */
	private UUID id() {
		if (this.key == null) {
			return UUID.randomUUID();
		}
		String name = String.join("\n", this.order.toString(), this.by.wireName(), this.key.client(), this.key.text());
		return UUID.nameUUIDFromBytes(name.getBytes(UTF_8));
	}

}
