package cl.reparto.local.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;

/**
 * Talks to a mail server, command by command.
 */
final class SmtpClient implements AutoCloseable {

	private final Socket socket;

	private final BufferedReader in;

	SmtpClient(ScriptedSmtp server) throws IOException {
		this.socket = new Socket("127.0.0.1", server.port());
		this.socket.setSoTimeout(10_000);
		this.in = new BufferedReader(new InputStreamReader(this.socket.getInputStream(), StandardCharsets.US_ASCII));
	}

	/**
	 * Waits for a line.
	 * @throws IOException if the connection is cut
	 */
	String hear() throws IOException {
		String line = this.in.readLine();
		if (line == null) {
			throw new IOException("cut");
		}
		return line;
	}

	String say(String command) throws IOException {
		whisper(command);
		return hear();
	}

	/** Says something without waiting for the reply. */
	void whisper(String command) throws IOException {
		this.socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.US_ASCII));
	}

	/** Is greeted and sends a mail up to and without the final dot. */
	SmtpClient begin(String recipient, String id) throws IOException {
		hear();
		return next(recipient, id);
	}

	/** Sends one more mail up to and without the final dot. */
	SmtpClient next(String recipient, String id) throws IOException {
		say("MAIL FROM:<pedidos@example.cl>");
		say("RCPT TO:<" + recipient + ">");
		say("DATA");
		whisper("Message-ID: <" + id + ">\r\nSubject: Pedido\r\n\r\nMessage-ID: none\r\n..hidden dot");
		return this;
	}

	/** Makes sure that the server says nothing for now. */
	boolean isIgnored() throws IOException {
		this.socket.setSoTimeout(300);
		try {
			this.in.read();
			return false;
		}
		catch (SocketTimeoutException ex) {
			return true;
		}
		finally {
			this.socket.setSoTimeout(10_000);
		}
	}

	@Override
	public void close() throws IOException {
		this.socket.close();
	}

}
