package cl.reparto.service.web;

/**
 * How many connections a service has at once.
 */
public final class Connections {

	/** For a third of the heap; a request that is under way was seen to take 109 KiB. */
	private static final int MOST = (int) (Runtime.getRuntime().maxMemory() / 3 / (109 * 1024));

	private Connections() {
	}

	/**
	 * As many as the heap bears.
	 * @return a number above zero
	 */
	public static int most() {
		return Math.max(1, MOST);
	}

}
