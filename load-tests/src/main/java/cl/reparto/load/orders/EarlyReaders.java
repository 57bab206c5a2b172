package cl.reparto.load.orders;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Some customers ask where their order is as soon as it was taken.
 */
final class EarlyReaders implements AutoCloseable {

	/** One order of so many, so that asking is not what is measured. */
	private static final int ONE_OF = 10;

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final AtomicLong orders = new AtomicLong();

	private final URI statuses;

	EarlyReaders(URI statuses) {
		this.statuses = statuses;
	}

	/**
	 * Asks for an order or not.
	 * @param post what became of it
	 * @return completes with when it could be read, if it was asked for; fails if it
	 * could not be read
	 */
	CompletableFuture<Post> follow(Post post) {
		UUID id = post.id();
		if (id == null || this.orders.getAndIncrement() % ONE_OF != 0) {
			return CompletableFuture.completedFuture(post);
		}
		URI status = this.statuses.resolve("/orders/" + id + "/status?waitFor=recibido&timeout=60s");
		return ask(status, System.nanoTime() + PATIENCE.toNanos()).thenApply(post::readableSince);
	}

	/** An instance where too many wait says so, and is asked again. */
	private CompletableFuture<Instant> ask(URI status, long deadline) {
		return this.http.sendAsync(HttpRequest.newBuilder(status).build(), BodyHandlers.discarding())
			.thenCompose((answer) -> (answer.statusCode() == 503 && System.nanoTime() < deadline)
					? CompletableFuture.runAsync(() -> {
					}, CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS))
						.thenCompose((_) -> ask(status, deadline))
					: CompletableFuture.completedFuture(timeOf(answer)));
	}

	private static Instant timeOf(HttpResponse<?> answer) {
		Instant now = Instant.now();
		if (answer.statusCode() != 200) {
			throw new IllegalStateException(answer.uri() + " answered " + answer.statusCode());
		}
		return now;
	}

	@Override
	public void close() {
		this.http.close();
	}

}
