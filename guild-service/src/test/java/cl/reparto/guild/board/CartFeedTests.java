package cl.reparto.guild.board;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import cl.reparto.guild.board.CartRow.State;
import cl.reparto.guild.events.Place;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class CartFeedTests {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	private final CartFeed feed = new CartFeed((subject) -> Optional.of(row(subject)).filter(CartFeedTests::isKnown), 2,
			JsonMapper.shared(), Duration.ofMillis(50));

	private final Thread teller = Thread.ofVirtual().unstarted(this.feed::run);

	private static CartRow row(String subject) {
		return new CartRow(subject, subject, State.ACTIVO, new Place(-33.4, -70.6), Instant.EPOCH, Instant.EPOCH, null);
	}

	private static boolean isKnown(CartRow row) {
		return !row.sujeto().equals("GONE-1");
	}

	@AfterEach
	void stop() {
		this.teller.interrupt();
	}

	@Test
	void tellsWhatChanges() {
		ByteArrayOutputStream heard = new ByteArrayOutputStream();
		listen(heard);

		this.feed.changed("KLZX-12");
		this.feed.changed("GONE-1");

		await().atMost(PATIENCE)
			.until(() -> heard.toString(UTF_8),
					(text) -> text.contains("event: carrito\nid: KLZX-12\ndata: {\"sujeto\":\"KLZX-12\"")
							&& text.contains("event: olvidado\nid: GONE-1\ndata: {\"sujeto\":\"GONE-1\"}\n\n"));
	}

	@Test
	void showsThatItLives() {
		ByteArrayOutputStream heard = new ByteArrayOutputStream();
		listen(heard);

		await().atMost(PATIENCE).until(() -> heard.toString(UTF_8).contains(":\n\n"));
	}

	@Test
	void refusesMoreListenersThanThereArePlaces() {
		listen(new ByteArrayOutputStream());
		listen(new ByteArrayOutputStream());

		assertThatThrownBy(this.feed::listen).isInstanceOfSatisfying(ProblemException.class,
				(refused) -> assertThat(refused.kind()).isEqualTo(ProblemKind.UNAVAILABLE));
	}

	@Test
	void hasAPlaceAgainOnceAListenerIsGone() {
		Thread first = listen(new ByteArrayOutputStream());
		Thread broken = listen(new OutputStream() {

			private boolean begun;

			@Override
			public void write(int b) throws IOException {
				throw new IOException("gone");
			}

			@Override
			public void write(byte[] bytes) throws IOException {
				if (this.begun) {
					throw new IOException("gone");
				}
				this.begun = true;
			}

		});

		await().atMost(PATIENCE).until(() -> !broken.isAlive());
		assertThat(first.isAlive()).isTrue();
		assertThat(listen(new ByteArrayOutputStream()).isAlive()).isTrue();
	}

	/** One that takes nothing is dropped; the other hears everything all the same. */
	@Test
	void dropsWhoDoesNotKeepUpAndHoldsUpNobodyElse() throws Exception {
		CountDownLatch released = new CountDownLatch(1);
		ByteArrayOutputStream heard = new ByteArrayOutputStream();
		Thread slow = listen(new OutputStream() {

			private boolean begun;

			@Override
			public void write(int b) {
			}

			@Override
			public void write(byte[] bytes) {
				if (this.begun) {
					try {
						released.await();
					}
					catch (InterruptedException ex) {
						Thread.currentThread().interrupt();
					}
				}
				this.begun = true;
			}

		});
		listen(heard);

		for (int i = 0; i < CartFeed.BACKLOG + 5; i++) {
			String plate = "C-" + i;
			this.feed.changed(plate);
			await().atMost(PATIENCE)
				.pollInterval(Duration.ofMillis(5))
				.until(() -> heard.toString(UTF_8).contains(plate));
		}

		released.countDown();
		assertThat(slow.join(PATIENCE)).isTrue();
	}

	@Test
	void endsForAllWhenItStops() throws Exception {
		Thread one = listen(new ByteArrayOutputStream());
		Thread other = listen(new ByteArrayOutputStream());

		this.teller.interrupt();

		assertThat(one.join(PATIENCE)).isTrue();
		assertThat(other.join(PATIENCE)).isTrue();
		assertThatThrownBy(this.feed::listen).isInstanceOf(ProblemException.class);
	}

	/** Listens, as soon as somebody tells. */
	private Thread listen(OutputStream out) {
		if (this.teller.getState() == Thread.State.NEW) {
			this.teller.start();
		}
		CountDownLatch begun = new CountDownLatch(1);
		OutputStream watched = new OutputStream() {

			@Override
			public void write(int b) throws IOException {
				out.write(b);
			}

			@Override
			public void write(byte[] bytes) throws IOException {
				out.write(bytes);
				begun.countDown();
			}

		};
		Thread listener = Thread.startVirtualThread(() -> {
			while (begun.getCount() > 0 && !Thread.currentThread().isInterrupted()) {
				tryToListen(watched);
			}
		});
		try {
			assertThat(begun.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).as("a place to listen").isTrue();
		}
		catch (InterruptedException ex) {
			throw new IllegalStateException(ex);
		}
		return listener;
	}

	private void tryToListen(OutputStream out) {
		try (CartFeed.Listener listener = this.feed.listen()) {
			listener.tell((events) -> out.write(events.getBytes(UTF_8)));
		}
		catch (ProblemException ex) {
			Thread.onSpinWait();
		}
		catch (IOException ex) {
			// Gone, as a test has it.
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
