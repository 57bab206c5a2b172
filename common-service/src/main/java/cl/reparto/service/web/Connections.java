package cl.reparto.service.web;

import java.lang.management.ManagementFactory;

import com.sun.management.UnixOperatingSystemMXBean;

/**
 * How many connections a service has at once.
 */
public final class Connections {

	/** For a third of the heap; a request that is under way was seen to take 109 KiB. */
	private static final int MOST = oneIn(3 * 109);

	/**
	 * One for 24 KiB of heap: so many were seen to fit beside a crowd of requests
	 * (decision 11).
	 */
	private static final int MOST_LISTENERS = Math.min(oneIn(24), halfOfFiles());

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
	 * As many more as it bears with listeners to events, and as half of the files bear
	 * that the process may open.
	 * @return a number above zero
	 */
	public static int mostListeners() {
		return MOST_LISTENERS;
	}

	private static int oneIn(int kibibytes) {
		return (int) Math.max(1, Runtime.getRuntime().maxMemory() / (kibibytes * 1024));
	}

	private static int halfOfFiles() {
		return (ManagementFactory.getOperatingSystemMXBean() instanceof UnixOperatingSystemMXBean system)
				? (int) Math.min(Integer.MAX_VALUE, system.getMaxFileDescriptorCount() / 2) : Integer.MAX_VALUE;
	}

}
