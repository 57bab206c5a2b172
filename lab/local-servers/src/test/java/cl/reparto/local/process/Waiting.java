package cl.reparto.local.process;

import java.util.concurrent.CountDownLatch;

/**
 * A program that says its pid and waits to be stopped, killed or orphaned.
 */
final class Waiting {

	private Waiting() {
	}

	public static void main(String[] args) throws InterruptedException {
		if (args.length > 0) {
			Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println(args[0])));
		}
		System.out.println(ProcessHandle.current().pid());
		new CountDownLatch(1).await();
	}

}
