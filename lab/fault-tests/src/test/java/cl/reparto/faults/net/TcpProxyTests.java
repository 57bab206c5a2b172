package cl.reparto.faults.net;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

@Timeout(60)
class TcpProxyTests {

	private static final InetSocketAddress ANYWHERE = new InetSocketAddress("127.0.0.1", 0);

	/** How long to wait for bytes that should come, in ms. */
	private static final int PATIENCE = 10_000;

	private EchoServer server;

	private TcpProxy proxy;

	@BeforeEach
	void open() throws IOException {
		this.server = new EchoServer();
		this.proxy = new TcpProxy(ANYWHERE, this.server.address());
	}

	@AfterEach
	void close() {
		this.proxy.close();
		this.server.close();
	}

	@Test
	void resetsAndRefusesWhileCut() throws IOException {
		try (Socket client = connected()) {
			this.proxy.cut();

			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> read(client, 1))
				.withMessage("Connection reset");
			assertThatExceptionOfType(ConnectException.class).isThrownBy(this::connect);
		}
		await().until(() -> this.server.connections() == 0);
		this.proxy.heal();
		connected().close();
	}

	@Test
	void holdsBytesBackWhileStalledAndGoesOnOnceHealed() throws IOException {
		try (Socket client = connected()) {
			this.proxy.stall();
			send(client, "hello");
			assertSilent(client);

			this.proxy.heal();

			assertThat(read(client, 5)).isEqualTo("hello");
		}
	}

	@Test
	void hidesTheEndOfAConnectionWhileStalled() throws IOException {
		try (Socket client = connected()) {
			this.proxy.stall();
			this.server.close();
			assertSilent(client);

			this.proxy.heal();

			assertThat(client.getInputStream().read()).isEqualTo(-1);
		}
	}

	@Test
	void losesTheAnswerButNotTheRequest() throws IOException {
		try (Socket client = connect()) {
			this.proxy.swallowAnswers();

			send(client, "hello");

			assertThatExceptionOfType(SocketException.class).isThrownBy(() -> read(client, 1));
			assertThat(this.server.received()).isEqualTo("hello");
		}
	}

	private Socket connect() throws IOException {
		Socket client = new Socket();
		client.setSoTimeout(PATIENCE);
		client.connect(this.proxy.address());
		return client;
	}

	/** A connection that has proved to reach the server. */
	private Socket connected() throws IOException {
		Socket client = connect();
		send(client, "?");
		assertThat(read(client, 1)).isEqualTo("?");
		return client;
	}

	private static void send(Socket client, String text) throws IOException {
		client.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
	}

	private static String read(Socket client, int length) throws IOException {
		return new String(client.getInputStream().readNBytes(length), StandardCharsets.US_ASCII);
	}

	private static void assertSilent(Socket client) throws IOException {
		client.setSoTimeout(300);
		assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> client.getInputStream().read());
		client.setSoTimeout(PATIENCE);
	}

}
