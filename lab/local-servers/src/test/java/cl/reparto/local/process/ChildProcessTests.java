package cl.reparto.local.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

class ChildProcessTests {

	private static final Duration GRACE = Duration.ofSeconds(20);

	@TempDir
	Path folder;

	private final Janitor janitor = Janitor.start();

	@AfterEach
	void killAll() {
		this.janitor.close();
	}

	@Test
	void isKnownByItsMainClass() throws IOException {
		ChildProcess child = running();

		assertThat(Files.readString(Path.of("/proc", Long.toString(child.pid()), "cmdline")).replace('\0', ' ').strip())
			.endsWith(Waiting.class.getName() + " bye");
	}

	@Test
	void getsItsEnvironment() throws IOException {
		ChildProcess child = running();

		assertThat(Files.readString(Path.of("/proc", Long.toString(child.pid()), "environ")).split("\0"))
			.contains("SECRET=hush");
	}

	@Test
	void ignoresTheTerminalsCtrlC() throws Exception {
		ChildProcess child = running();

		signal(child, "INT");
		signal(child, "HUP");

		await().during(Duration.ofMillis(500)).until(child::isAlive);
	}

	@Test
	void mayTidyUpWhenStoppedWhilePaused() throws IOException {
		ChildProcess child = running();
		child.pause();

		child.stop(GRACE);

		assertThat(lines(child)).endsWith("bye");
	}

	@Test
	void isKilledWhenItDoesNotStopInTime() {
		ChildProcess child = running();

		child.stop(Duration.ZERO);

		assertThat(child.isAlive()).isFalse();
	}

	@Test
	void mayNotTidyUpWhenKilled() throws IOException {
		ChildProcess child = running();

		child.kill();

		assertThat(child.isAlive()).isFalse();
		assertThat(lines(child)).doesNotContain("bye");
	}

	@Test
	void isAnotherProcessAfterARestartAndKeepsTheLog() {
		ChildProcess child = running();
		long first = child.pid();

		child.restart();

		assertThat(child.pid()).isNotEqualTo(first);
		await().untilAsserted(
				() -> assertThat(lines(child)).containsExactly(Long.toString(first), Long.toString(child.pid())));
	}

	@Test
	void startsOnlyOnce() {
		ChildProcess child = running();
		long pid = child.pid();

		child.start();

		assertThat(child.pid()).isEqualTo(pid);
	}

	@Test
	void isStoppedHoweverBusyTheCommonPoolIs() {
		ChildProcess child = running();
		CountDownLatch busy = new CountDownLatch(1);
		for (int i = 0; i < ForkJoinPool.getCommonPoolParallelism(); i++) {
			ForkJoinPool.commonPool().execute(() -> awaitUninterruptibly(busy));
		}

		try {
			assertThat(CompletableFuture.runAsync(() -> child.stop(GRACE), Thread::startVirtualThread))
				.succeedsWithin(GRACE);
		}
		finally {
			busy.countDown();
		}
	}

	private static void awaitUninterruptibly(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	/** A signal takes its time to be obeyed. */
	@Test
	void standsStillWhilePaused() {
		ChildProcess child = running();

		child.pause();
		await().until(() -> state(child).contains("T (stopped)"));
		child.resume();

		await().until(() -> !state(child).contains("T (stopped)"));
	}

	private ChildProcess running() {
		JavaProgram program = new JavaProgram(Waiting.class.getName(), System.getProperty("java.class.path"),
				List.of("-XX:TieredStopAtLevel=1"), List.of("bye"), Map.of("SECRET", "hush"));
		ChildProcess child = new ChildProcess(program, this.folder.resolve("child.log"), this.janitor);
		child.start();
		await().until(() -> lines(child).contains(Long.toString(child.pid())));
		return child;
	}

	private static List<String> lines(ChildProcess child) throws IOException {
		return Files.readAllLines(child.log());
	}

	private static String state(ChildProcess child) throws IOException {
		return Files.readString(Path.of("/proc", Long.toString(child.pid()), "status"));
	}

	private static void signal(ChildProcess child, String name) throws Exception {
		new ProcessBuilder("sh", "-c", "kill -s " + name + " " + child.pid()).start().waitFor();
	}

}
