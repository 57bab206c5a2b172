package cl.reparto.notification.board;

import java.util.Arrays;

import cl.reparto.model.Json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * What the board says about what was just done, or was not.
 */
enum Notice implements WireName {

	/** Somebody has signed in. */
	IN(false),
	/** Somebody has signed out. */
	OUT(false),
	/** That was not the key. */
	KEY(true),
	/** Too many keys were not. */
	WAIT(true),
	/** The session is over. */
	SESSION(true),
	/** It is done. */
	DONE(false),
	/** It is kept, and what comes of it will be seen. */
	KEPT(false),
	/** The order has gone on meanwhile. */
	CHANGED(true),
	/** The order does not let it be done. */
	REFUSED(true),
	/** There is no such order any more. */
	GONE(true),
	/** It is not known how the shop is, or no form of ours says that. */
	SHOP(true),
	/** A reason that cannot be kept. */
	REASON(true),
	/** It may or may not be done. */
	ERROR(true);

	private final boolean bad;

	Notice(boolean bad) {
		this.bad = bad;
	}

	boolean isBad() {
		return this.bad;
	}

	static @Nullable Notice of(@Nullable String wireName) {
		return Arrays.stream(values()).filter((each) -> each.wireName().equals(wireName)).findAny().orElse(null);
	}

}
