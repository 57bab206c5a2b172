package cl.reparto.load.guild;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;

import cl.reparto.load.loop.Client;
import tools.jackson.databind.json.JsonMapper;

/**
 * A cart that tells where it is, and somebody who asks until that is what the guild says.
 */
final class FollowedCart implements Client {

	private static final Duration PAUSE = Duration.ofMillis(20);

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final HttpRequest question;

	private final URI positions;

	private final int cart;

	FollowedCart(URI guild, int cart) {
		this.cart = cart;
		this.positions = guild.resolve("/ubicaciones");
		this.question = HttpRequest.newBuilder(guild.resolve("/carritos/" + CartMessages.plate(cart))).build();
	}

	@Override
	public void work() throws IOException, InterruptedException {
		Instant here = Instant.now().truncatedTo(ChronoUnit.MILLIS);
		long deadline = System.nanoTime() + LIMIT.toNanos();
		HttpRequest position = HttpRequest.newBuilder(this.positions)
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(CartMessages.position(this.cart, here)))
			.build();
		HttpResponse<String> taken = this.http.send(position, BodyHandlers.ofString());
		if (taken.statusCode() != 202) {
			throw new IOException("A position was answered " + taken.statusCode());
		}
		while (!isReadable(here)) {
			if (System.nanoTime() - deadline > 0) {
				throw new IOException("A position that was taken is not readable after " + LIMIT);
			}
			LockSupport.parkNanos(PAUSE.toNanos());
		}
	}

	private boolean isReadable(Instant here) throws IOException, InterruptedException {
		HttpResponse<String> answer = this.http.send(this.question, BodyHandlers.ofString());
		return answer.statusCode() == 200
				&& Instant.parse(JsonMapper.shared().readTree(answer.body()).path("medidaEn").asString()).equals(here);
	}

	@Override
	public void close() {
		this.http.close();
	}

}
