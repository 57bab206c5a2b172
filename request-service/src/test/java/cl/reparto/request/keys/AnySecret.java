package cl.reparto.request.keys;

/**
 * Lets tests outside have ids of keys.
 */
public final class AnySecret {

	private AnySecret() {
	}

	public static DerivedIds ids() {
		return new DerivedIds(new IdempotencySettings("0123456789abcdef"));
	}

}
