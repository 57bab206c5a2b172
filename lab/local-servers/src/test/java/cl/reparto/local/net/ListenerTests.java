package cl.reparto.local.net;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(60)
class ListenerTests {

	private static final InetSocketAddress ANYWHERE = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);

	private final BlockingQueue<Socket> taken = new LinkedBlockingQueue<>();

	@Test
	void takesConnections() throws Exception {
		try (Listener listener = listen(ANYWHERE);
				Socket client = connect(listener.address());
				Socket accepted = this.taken.poll(10, TimeUnit.SECONDS)) {
			assertThat(accepted.getPort()).isEqualTo(client.getLocalPort());
		}
	}

	@RepeatedTest(20)
	void letsGoOfItsAddressWhenClosed() throws Exception {
		Listener listener = listen(ANYWHERE);
		connect(listener.address()).close();

		listener.close();

		assertThat(listener.isClosed()).isTrue();
		assertThatExceptionOfType(ConnectException.class).isThrownBy(() -> connect(listener.address()));
		try (Listener again = listen(listener.address())) {
			assertThat(again.address()).isEqualTo(listener.address());
		}
	}

	@Test
	void saysWhichAddressIsTaken() {
		try (Listener first = listen(ANYWHERE)) {
			assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(() -> listen(first.address()))
				.withMessage("Cannot listen on " + first.address());
		}
	}

	private Listener listen(InetSocketAddress address) {
		return new Listener(address, this.taken::add);
	}

	private static Socket connect(InetSocketAddress address) throws IOException {
		return new Socket(address.getAddress(), address.getPort());
	}

}
