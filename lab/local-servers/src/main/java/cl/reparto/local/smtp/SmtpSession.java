package cl.reparto.local.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;

/**
 * What is said on one connection.
 */
final class SmtpSession {

	private final Script script;

	private final Memory memory;

	private final BufferedReader in;

	private final OutputStream out;

	private String client = "";

	private String recipient = "";

	private boolean delivering;

	SmtpSession(Script script, Memory memory, Socket socket) throws IOException {
		this.script = script;
		this.memory = memory;
		this.in = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
		this.out = socket.getOutputStream();
	}

	/**
	 * Talks until either side ends it.
	 * @throws IOException if the connection breaks
	 */
	void run() throws IOException {
		try {
			String command = "greeting";
			while (command != null && obey(command)) {
				command = this.in.readLine();
			}
		}
		finally {
			deliveryEnds();
		}
	}

	private boolean obey(String command) throws IOException {
		if (command.startsWith("EHLO ")) {
			this.client = command.substring("EHLO ".length());
		}
		this.memory.heard(command, this.client);
		if (command.startsWith("MAIL")) {
			this.recipient = "";
		}
		if (command.startsWith("RCPT TO:<") && command.contains(">")) {
			this.recipient = command.substring("RCPT TO:<".length(), command.indexOf('>'));
		}
		awaitRelease(command);
		Reply reply = this.script.replyTo(command);
		String text = reply.textOr(usual(command));
		boolean grantsData = text.startsWith("354");
		if (grantsData) {
			// Before it is said, or a client that dies of it could go uncounted.
			deliveryBegins();
		}
		say(text, reply.after());
		boolean goesOn = !reply.cuts() && !text.startsWith("221");
		return grantsData ? goesOn && takeMail() : goesOn;
	}

	private boolean takeMail() throws IOException {
		TakenMail mail = TakenMail.read(this.in, this.recipient, this.memory.keepsContents());
		awaitRelease(".");
		Reply reply = this.script.replyTo(".");
		if (reply.takes()) {
			this.memory.taken(mail);
		}
		String text = reply.textOr("250 taken");
		say(text, reply.after());
		if (!text.isEmpty()) {
			deliveryEnds();
		}
		return !reply.cuts();
	}

	private void say(String text, Duration after) throws IOException {
		if (after.isPositive()) {
			await(after);
		}
		if (!text.isEmpty()) {
			this.out.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
		}
	}

	private static void await(Duration after) throws IOException {
		try {
			Thread.sleep(after);
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	private String usual(String command) {
		return switch (command.split(" ", 2)[0].toUpperCase(Locale.ROOT)) {
			case "GREETING" -> "220 ready";
			case "EHLO" -> this.script.hello();
			case "DATA" -> "354 go on";
			case "QUIT" -> "221 bye";
			default -> "250 fine";
		};
	}

	private void awaitRelease(String command) throws IOException {
		Hold hold = this.script.hold(command);
		if (hold == null) {
			return;
		}
		this.memory.heard("held", this.client);
		try {
			hold.await(this.client);
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	private void deliveryBegins() {
		this.memory.deliveryBegan();
		this.delivering = true;
	}

	private void deliveryEnds() {
		if (this.delivering) {
			this.memory.deliveryEnded();
			this.delivering = false;
		}
	}

}
