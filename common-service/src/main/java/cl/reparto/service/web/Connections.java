package cl.reparto.service.web;

/**
 * How many connections a service has at once.
 */
public final class Connections {

	/** For a third of the heap; a request that is under way was seen to take 109 KiB. */
	private static final int MOST = thirdOfHeapIn(109);

	/** For another; who only listens was seen to take 10 KiB. */
	private static final int MOST_LISTENERS = thirdOfHeapIn(10);

	private Connections() {
	}

	/**
	 * As many as the heap bears with requests that are under way.
	 * @return a number above zero
	 */
	public static int most() {
		return MOST;
	}

	/**
	 * As many more as it bears with listeners to events.
	 * @return a number above zero
	 */
	public static int mostListeners() {
		return MOST_LISTENERS;
	}

	private static int thirdOfHeapIn(int kibibytes) {
		return (int) Math.max(1, Runtime.getRuntime().maxMemory() / 3 / (kibibytes * 1024));
	}

}
