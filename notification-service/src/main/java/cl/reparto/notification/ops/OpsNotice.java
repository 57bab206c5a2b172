package cl.reparto.notification.ops;

import java.util.Arrays;

import cl.reparto.model.Json.WireName;
import org.jspecify.annotations.Nullable;

/**
 * What the operator's page says about what was just done, or was not.
 */
enum OpsNotice implements WireName {

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
	/** The mailer is told to send. */
	SENT(false),
	/** The mailer is told to give up. */
	GIVEN_UP(false),
	/** A dead letter is sent again. */
	REDRIVEN(false),
	/** It was before. */
	ALREADY(true),
	/** No such order can be found. */
	GONE(true),
	/** Others look; this comes later. */
	BUSY(true),
	/** Kafka does not answer, or not in time. */
	AWAY(true);

	private final boolean bad;

	OpsNotice(boolean bad) {
		this.bad = bad;
	}

	boolean isBad() {
		return this.bad;
	}

	static @Nullable OpsNotice of(@Nullable String wireName) {
		return Arrays.stream(values()).filter((each) -> each.wireName().equals(wireName)).findAny().orElse(null);
	}

}
