package cl.reparto.local.smtp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import cl.reparto.local.net.Listener;

/**
 * A mail server that does as it is told: takes every mail, unless a command has a reply
 * of its own. The greeting counts as a command, {@code greeting}, and so does the end of
 * a mail, {@code .}. Of rules that fit a command, the oldest wins.
 */
public final class ScriptedSmtp implements AutoCloseable {

	/** Longer than a mailer keeps an idle connection. */
	private static final int IDLE_MS = 600_000;

	private final Script script = new Script();

	private final Memory memory;

	private final Set<Socket> open = ConcurrentHashMap.newKeySet();

	private final AtomicInteger connections = new AtomicInteger();

	private final int port;

	private Listener listener;

	/**
	 * A server on any free port.
	 */
	public ScriptedSmtp() {
		this(0);
	}

	/**
	 * A server.
	 * @param port where it listens on 127.0.0.1
	 * @throws UncheckedIOException if it cannot
	 */
	public ScriptedSmtp(int port) {
		this(port, new Memory());
	}

	/**
	 * A server that hands mails on, whole, instead of remembering them.
	 * @param port where it listens on 127.0.0.1
	 * @param taker gets each mail before its client is told that it was taken
	 * @throws UncheckedIOException if it cannot
	 */
	public ScriptedSmtp(int port, Consumer<TakenMail> taker) {
		this(port, new Memory(taker, true));
	}

	/**
	 * A server on any free port that only counts mails, and costs as little as it can.
	 * @return a server that does not grow
	 */
	public static ScriptedSmtp forgetting() {
		return new ScriptedSmtp(0, new Memory((mail) -> {
		}, false));
	}

	private ScriptedSmtp(int port, Memory memory) {
		this.memory = memory;
		this.listener = listen(port);
		this.port = this.listener.address().getPort();
	}

	private Listener listen(int port) {
		return new Listener(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), this::serve);
	}

	private void serve(Socket socket) {
		this.connections.incrementAndGet();
		this.open.add(socket);
		Thread.startVirtualThread(() -> {
			try (socket) {
				socket.setTcpNoDelay(true);
				socket.setSoTimeout(IDLE_MS);
				new SmtpSession(this.script, this.memory, socket).run();
			}
			catch (IOException ex) {
				// Closed by either side.
			}
			finally {
				this.open.remove(socket);
			}
		});
	}

	/** Where it listens on 127.0.0.1. */
	public int port() {
		return this.port;
	}

	/**
	 * Remembers, from now on, every command and the whole of each mail.
	 * @return this server
	 */
	public ScriptedSmtp remembering() {
		this.memory.keepEverything();
		return this;
	}

	/**
	 * Replies so to commands that begin so, from now on.
	 * @param command the beginning of a command, such as {@code RCPT}; empty for all
	 * @param reply what to do about it
	 * @return this server
	 */
	public ScriptedSmtp reply(String command, Reply reply) {
		this.script.add(command, reply, Integer.MAX_VALUE);
		return this;
	}

	/**
	 * Says something to commands that begin so, from now on.
	 * @param command the beginning of a command
	 * @param text a reply code and words
	 * @return this server
	 */
	public ScriptedSmtp reply(String command, String text) {
		return reply(command, Reply.of(text));
	}

	/**
	 * Replies so to the next such command only.
	 * @param command the beginning of a command
	 * @param reply what to do about it
	 * @return this server
	 */
	public ScriptedSmtp once(String command, Reply reply) {
		this.script.add(command, reply, 1);
		return this;
	}

	/**
	 * Says something to the next such command only.
	 * @param command the beginning of a command
	 * @param text a reply code and words
	 * @return this server
	 */
	public ScriptedSmtp once(String command, String text) {
		return once(command, Reply.of(text));
	}

	/**
	 * Offers an extension, such as {@code AUTH PLAIN}.
	 * @param extension what EHLO is to tell of
	 * @return this server
	 */
	public ScriptedSmtp offer(String extension) {
		this.script.offer(extension);
		return this;
	}

	/**
	 * Keeps the next such command waiting.
	 * @param command the beginning of a command
	 * @return to be released to let it go on
	 */
	public Hold hold(String command) {
		return this.script.holdNext(command);
	}

	/**
	 * Keeps every such command waiting from now on. Whether a mail is taken is decided
	 * when it goes on.
	 * @param command the beginning of a command
	 * @return to be released to let all go on
	 */
	public Hold holdEvery(String command) {
		return this.script.holdEvery(command);
	}

	/**
	 * Forgets what it was told to reply to commands that begin so.
	 * @param command the beginning as it was told
	 */
	public void forget(String command) {
		this.script.forget(command);
	}

	/** Forgets all that it was told to reply. */
	public void takeEverything() {
		this.script.clear();
	}

	/** How many mails it took, whether it remembers them or not. */
	public long taken() {
		return this.memory.takenSoFar();
	}

	/**
	 * The mails taken.
	 * @return a copy, in the order in which they were; empty if it hands them on or
	 * forgets them
	 */
	public List<TakenMail> mails() {
		return this.memory.mails();
	}

	/**
	 * What clients said, and {@code held} where they were kept waiting.
	 * @return a copy; empty unless told to remember
	 */
	public List<String> commands() {
		return this.memory.commands();
	}

	/**
	 * How often a client gave a command, on all its connections.
	 * @param client the name it gave in EHLO
	 * @param command its first word
	 * @return a number that only grows
	 */
	public int timesHeard(String client, String command) {
		return this.memory.timesHeard(client, command);
	}

	/** How many connections there ever were. */
	public int connections() {
		return this.connections.get();
	}

	/** How many connections neither side has ended. */
	public int openConnections() {
		return this.open.size();
	}

	/**
	 * How many deliveries are in flight: DATA was granted, and the mail's reply not
	 * written yet.
	 * @return as many as clients cannot know the outcome of
	 */
	public int deliveriesInFlight() {
		return this.memory.deliveries();
	}

	/** Ends all connections without a word. */
	public void cutAll() {
		try {
			for (Socket socket : this.open) {
				socket.close();
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Dies: ends all connections and refuses new ones. What was taken is kept.
	 */
	public synchronized void stop() {
		this.listener.close();
		cutAll();
	}

	/**
	 * Comes back after {@link #stop()}, on the same port.
	 * @throws UncheckedIOException if someone else took the port
	 */
	public synchronized void start() {
		if (this.listener.isClosed()) {
			this.listener = listen(this.port);
		}
	}

	@Override
	public void close() {
		stop();
	}

}
