package cl.reparto.local.kill;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import cl.reparto.local.LocalStack;
import cl.reparto.local.StackProcess;
import org.jspecify.annotations.Nullable;

/**
 * A process that is looked at.
 *
 * @param process the process
 * @param serves whether it can do its job; asked only while it is alive
 */
record Watched(StackProcess process, BooleanSupplier serves) {

	private static final int ANSWER_WITHIN_MS = 1_000;

	/** The processes of a stack, brokers first. */
	static List<Watched> of(LocalStack stack) {
		List<StackProcess> brokers = stack.brokers();
		String[] addresses = stack.bootstrapServers().split(",");
		return Stream
			.concat(IntStream.range(0, brokers.size())
				.mapToObj((i) -> new Watched(brokers.get(i), () -> listens(addresses[i]))),
					stack.services().stream().map((each) -> new Watched(each.process(), each::isReady)))
			.toList();
	}

	private static boolean listens(String address) {
		int port = Integer.parseInt(address.substring(address.lastIndexOf(':') + 1));
		try (var socket = new Socket()) {
			socket.connect(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), ANSWER_WITHIN_MS);
			return true;
		}
		catch (IOException ex) {
			return false;
		}
	}

	/** Its process id; null if it is dead. */
	@Nullable Long pid() {
		return this.process.isAlive() ? this.process.pid() : null;
	}

	boolean isUp() {
		return this.process.isAlive() && this.serves.getAsBoolean();
	}

	/** Since when all of them are alive; the last start of one, or now if one is not. */
	static Instant aliveSince(Collection<Watched> all, Instant now) {
		return all.stream()
			.map(Watched::process)
			.map((process) -> process.isAlive() ? process.startedAt() : now)
			.max(Instant::compareTo)
			.orElse(now);
	}

}
