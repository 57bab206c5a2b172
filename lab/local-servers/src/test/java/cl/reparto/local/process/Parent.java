package cl.reparto.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/**
 * A program with a child, for a test to kill.
 */
final class Parent {

	private Parent() {
	}

	public static void main(String[] args) throws InterruptedException {
		JavaProgram child = new JavaProgram(Waiting.class.getName(), System.getProperty("java.class.path"), List.of(),
				List.of());
		new ChildProcess(child, Path.of(args[0]), Janitor.start()).start();
		new CountDownLatch(1).await();
	}

}
