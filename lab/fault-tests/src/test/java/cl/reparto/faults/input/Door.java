package cl.reparto.faults.input;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.stream.IntStream;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/**
 * Asks the services, properly and not.
 */
final class Door {

	private static final Duration PATIENCE = Duration.ofSeconds(20);

	private final HttpClient http = HttpClient.newHttpClient();

	HttpResponse<String> get(URI address) {
		return send("GET", address, new byte[0]);
	}

	/** As JSON, unless the headers say otherwise. */
	HttpResponse<String> post(URI address, byte[] body, String... headers) {
		boolean typed = IntStream.range(0, headers.length / 2)
			.anyMatch((i) -> headers[2 * i].equalsIgnoreCase("Content-Type"));
		if (typed) {
			return send("POST", address, body, headers);
		}
		String[] all = new String[headers.length + 2];
		System.arraycopy(headers, 0, all, 2, headers.length);
		all[0] = "Content-Type";
		all[1] = "application/json";
		return send("POST", address, body, all);
	}

	HttpResponse<String> send(String method, URI address, byte[] body, String... headers) {
		HttpRequest.Builder request = HttpRequest.newBuilder(address)
			.timeout(PATIENCE)
			.method(method, (body.length > 0) ? BodyPublishers.ofByteArray(body) : BodyPublishers.noBody());
		if (headers.length > 0) {
			request.headers(headers);
		}
		return this.http.sendAsync(request.build(), BodyHandlers.ofString()).join();
	}

	/**
	 * Sends what no HTTP client would, and reads until the server closes.
	 * @param bytes each character a byte
	 * @return what it answered
	 */
	String raw(URI address, String bytes) {
		try (Socket socket = new Socket(address.getHost(), address.getPort())) {
			socket.setSoTimeout((int) PATIENCE.toMillis());
			socket.getOutputStream().write(bytes.getBytes(ISO_8859_1));
			socket.shutdownOutput();
			return new String(socket.getInputStream().readAllBytes(), ISO_8859_1);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
