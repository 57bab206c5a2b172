package cl.reparto.notification.mail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A mail server that does as it is told: takes every mail, unless a command has a reply
 * of its own. {@link #HANG} as a reply is none at all, {@link #CUT} ends the connection.
 */
final class ScriptedSmtp implements AutoCloseable {

	static final String HANG = "hang";

	static final String CUT = "cut";

	private final ServerSocket server = open();

	private final List<Rule> rules = new CopyOnWriteArrayList<>();

	private final List<Mail> mails = new CopyOnWriteArrayList<>();

	private final Queue<String> commands = new ConcurrentLinkedQueue<>();

	private final Map<String, CountDownLatch> held = new ConcurrentHashMap<>();

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger connections = new AtomicInteger();

	private volatile String extensions = "";

	ScriptedSmtp() {
		Thread.startVirtualThread(this::accept);
	}

	private static ServerSocket open() {
		try {
			return new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	int port() {
		return this.server.getLocalPort();
	}

	/** Replies to commands that begin so, from now on; the greeting is a command too. */
	ScriptedSmtp reply(String command, String reply) {
		this.rules.add(new Rule(command, reply, new AtomicInteger(Integer.MAX_VALUE)));
		return this;
	}

	/** Replies so to the next such command only. */
	ScriptedSmtp once(String command, String reply) {
		this.rules.add(new Rule(command, reply, new AtomicInteger(1)));
		return this;
	}

	/** What EHLO offers beside nothing. */
	ScriptedSmtp offer(String extension) {
		this.extensions = this.extensions + "250-" + extension + "\r\n";
		return this;
	}

	/** Keeps the next such command waiting until told to go on. */
	CountDownLatch hold(String command) {
		CountDownLatch goOn = new CountDownLatch(1);
		this.held.put(command, goOn);
		return goOn;
	}

	void takeEverything() {
		this.rules.clear();
	}

	/** The mails taken, in the order they were. */
	List<Mail> mails() {
		return List.copyOf(this.mails);
	}

	List<String> commands() {
		return List.copyOf(this.commands);
	}

	int connections() {
		return this.connections.get();
	}

	int openConnections() {
		return this.open.size();
	}

	/** Ends all connections without a word. */
	void cutAll() throws IOException {
		for (Socket socket : this.open) {
			socket.close();
		}
	}

	private void accept() {
		try {
			while (true) {
				Socket socket = this.server.accept();
				this.connections.incrementAndGet();
				this.open.add(socket);
				Thread.startVirtualThread(() -> serve(socket));
			}
		}
		catch (IOException ex) {
			// Closed.
		}
	}

	private void serve(Socket socket) {
		try (socket) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			talk(in, socket.getOutputStream());
		}
		catch (IOException ex) {
			// Closed by either side.
		}
		finally {
			this.open.remove(socket);
		}
	}

	private void talk(BufferedReader in, OutputStream out) throws IOException {
		String recipient = "";
		String command = "greeting";
		while (command != null) {
			this.commands.add(command);
			if (command.startsWith("RCPT TO:")) {
				recipient = command.substring("RCPT TO:<".length(), command.indexOf('>'));
			}
			String reply = replyTo(command);
			if (reply.equals(CUT)) {
				return;
			}
			if (!reply.equals(HANG)) {
				out.write((reply + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
				out.flush();
			}
			if (reply.startsWith("354")) {
				String mail = data(in);
				String taken = replyTo(".");
				if (taken.startsWith("250")) {
					this.mails.add(new Mail(recipient, mail));
				}
				if (taken.equals(CUT)) {
					return;
				}
				out.write((taken + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
				out.flush();
			}
			if (reply.startsWith("221")) {
				return;
			}
			command = in.readLine();
		}
	}

	private String replyTo(String command) throws IOException {
		CountDownLatch held = this.held.remove(command.split(" ")[0]);
		if (held != null) {
			this.commands.add("held");
			await(held);
		}
		for (Rule rule : this.rules) {
			if (command.startsWith(rule.command) && rule.left.getAndDecrement() > 0) {
				return rule.reply;
			}
		}
		return switch (command.split(" ")[0]) {
			case "greeting" -> "220 ready";
			case "EHLO" -> this.extensions.isEmpty() ? "250 hello" : "250-hello\r\n" + this.extensions + "250 HELP";
			case "DATA" -> "354 go on";
			case "QUIT" -> "221 bye";
			default -> "250 fine";
		};
	}

	private static void await(CountDownLatch latch) throws IOException {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			throw new InterruptedIOException();
		}
	}

	private static String data(BufferedReader in) throws IOException {
		StringBuilder mail = new StringBuilder();
		for (String line = in.readLine(); !".".equals(line); line = in.readLine()) {
			if (line == null) {
				throw new IOException("cut within a mail");
			}
			mail.append(line.startsWith(".") ? line.substring(1) : line).append("\r\n");
		}
		return mail.toString();
	}

	@Override
	public void close() throws IOException {
		this.server.close();
		cutAll();
	}

	/**
	 * A mail as it came.
	 *
	 * @param recipient from the envelope
	 * @param content header and body
	 */
	record Mail(String recipient, String content) {

		/** The {@code Message-ID} without its domain: order id, dot, version. */
		String id() {
			return this.content.lines()
				.filter((line) -> line.startsWith("Message-ID: <"))
				.map((line) -> line.substring("Message-ID: <".length(), line.indexOf('@')))
				.findFirst()
				.orElseThrow();
		}

	}

	private record Rule(String command, String reply, AtomicInteger left) {
	}

}
