package cl.reparto.local;

import java.util.concurrent.CountDownLatch;

/**
 * A program that waits to be stopped or killed.
 */
final class Idle {

	private Idle() {
	}

	public static void main(String[] args) throws InterruptedException {
		new CountDownLatch(1).await();
	}

}
