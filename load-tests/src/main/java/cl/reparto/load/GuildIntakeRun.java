package cl.reparto.load;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

import cl.reparto.load.guild.CartMessages;
import cl.reparto.load.guild.GuildLayout;
import cl.reparto.load.loop.Contender;
import cl.reparto.load.loop.Customer;
import cl.reparto.load.loop.Timing;
import cl.reparto.load.loop.Turns;
import cl.reparto.load.noop.NoOpService;
import cl.reparto.load.result.Baseline;
import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.Service;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpStatus;
import org.apache.hc.core5.http.io.support.ClassicRequestBuilder;

/**
 * Measures how fast the guild takes in what carts send, beside what can be done of that
 * at all. As orders are taken in by a service of its own, so is this: the guild's process
 * has no role, so that nobody works on what came before.
 *
 * @param home the repository's root
 * @param folder where everything is kept
 * @param timing how long each is done
 */
record GuildIntakeRun(Path home, Path folder, Timing timing) {

	static final String SALE = "POST /ventas";

	static final String POSITION = "POST /ubicaciones";

	private static final int CONNECTIONS = 64;

	private static final int CARTS = 10_000;

	List<Baseline> measure() throws IOException, InterruptedException {
		GuildLayout layout = GuildLayout.USUAL;
		try (SystemUnderLoad system = layout.system(this.home, this.folder.resolve("stack"),
				Map.of("reparto.guild.roles", "none"))) {
			layout.start(system);
			URI guild = system.address(Service.GUILD);
			try (NoOpService noOp = NoOpService.start(this.folder);
					NoOpService keeping = NoOpService.keeping(this.home, this.folder, system.bootstrapServers(),
							layout.lanes())) {
				return new Turns(CONNECTIONS, Duration.ZERO, this.timing).measure(List.of(
						posts(Baseline.NO_OP_POST, noOp.address().resolve("/orders"), GuildIntakeRun::position),
						posts(Baseline.KEPT_POST, keeping.address().resolve("/kept"), GuildIntakeRun::position),
						posts(POSITION, guild.resolve("/ubicaciones"), GuildIntakeRun::position),
						posts(SALE, guild.resolve("/ventas"), (word) -> CartMessages.sale(word % CARTS, word))));
			}
		}
	}

	private static String position(int word) {
		return CartMessages.position(word % CARTS, Instant.now().truncatedTo(ChronoUnit.MILLIS));
	}

	private static Contender posts(String what, URI address, IntFunction<String> bodies) {
		AtomicInteger words = new AtomicInteger();
		return new Contender(what,
				() -> new Customer(address,
						() -> ClassicRequestBuilder.post(address)
							.setEntity(bodies.apply(words.getAndIncrement()), ContentType.APPLICATION_JSON)
							.build(),
						HttpStatus.SC_ACCEPTED));
	}

}
