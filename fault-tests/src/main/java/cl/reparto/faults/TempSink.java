package cl.reparto.faults;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

final class TempSink implements AutoCloseable {

	record Mail(String messageId, String to) {
	}

	final java.util.List<Mail> mails = java.util.Collections.synchronizedList(new java.util.ArrayList<>());

	final ServerSocket server;

	TempSink() {
		try {
			this.server = new ServerSocket(0, 100, InetAddress.ofLiteral("127.0.0.1"));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Thread.startVirtualThread(() -> {
			try {
				while (true) {
					Socket s = this.server.accept();
					s.setTcpNoDelay(true);
					Thread.startVirtualThread(() -> talk(s));
				}
			}
			catch (IOException ex) {
				// closed
			}
		});
	}

	private void talk(Socket socket) {
		try (socket) {
			BufferedReader in = new BufferedReader(
					new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1));
			OutputStream out = socket.getOutputStream();
			say(out, "220 ready");
			String to = "";
			for (String line = in.readLine(); line != null; line = in.readLine()) {
				if (line.startsWith("RCPT TO:")) {
					to = line.substring("RCPT TO:<".length(), line.indexOf('>'));
					say(out, to.startsWith(Request.NOBODY) ? "550 nobody" : "250 fine");
				}
				else if (line.startsWith("DATA")) {
					say(out, "354 go on");
					String id = "";
					for (String data = in.readLine(); !".".equals(data); data = in.readLine()) {
						if (data == null) {
							return;
						}
						if (data.startsWith("Message-ID: ")) {
							id = data.substring("Message-ID: ".length());
						}
					}
					this.mails.add(new Mail(id, to));
					say(out, "250 taken");
				}
				else if (line.startsWith("QUIT")) {
					say(out, "221 bye");
					return;
				}
				else {
					say(out, "250 fine");
				}
			}
		}
		catch (IOException ex) {
			// cut
		}
	}

	private static void say(OutputStream out, String line) throws IOException {
		out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
		out.flush();
	}

	@Override
	public void close() {
		try {
			this.server.close();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
