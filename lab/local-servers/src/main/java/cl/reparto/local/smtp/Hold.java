package cl.reparto.local.smtp;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * Keeps clients waiting for the reply to a command until it is released.
 */
public final class Hold {

	private final CountDownLatch released = new CountDownLatch(1);

	private final Map<String, Integer> waiting = new ConcurrentHashMap<>();

	Hold() {
	}

	void await(String client) throws InterruptedException {
		this.waiting.merge(client, 1, Integer::sum);
		this.released.await();
	}

	boolean isReleased() {
		return this.released.getCount() == 0;
	}

	/**
	 * How many of a client's connections were kept waiting.
	 * @param client the name it gave in EHLO
	 * @return a number that stays when they are released
	 */
	public int held(String client) {
		return this.waiting.getOrDefault(client, 0);
	}

	/**
	 * Lets all go on, and holds no more.
	 */
	public void release() {
		this.released.countDown();
	}

}
