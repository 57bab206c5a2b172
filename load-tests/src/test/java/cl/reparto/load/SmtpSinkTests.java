package cl.reparto.load;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class SmtpSinkTests {

	private final SmtpSink sink = new SmtpSink();

	@AfterEach
	void close() {
		this.sink.close();
	}

	@Test
	void takesMailAfterMailOfJakartaMail() throws Exception {
		try (Mailer mailer = Mailer.plain(this.sink.port())) {
			mailer.work();
			mailer.work();
		}

		assertThat(this.sink.mails()).isEqualTo(2);
	}

	@Test
	void endsAMailAtItsLonePointOnly() throws Exception {
		try (Socket socket = new Socket("127.0.0.1", this.sink.port())) {
			socket.setSoTimeout(5_000);
			var answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
			String mails = "DATA\r\n.\r\nDATA\r\n..\r\n.x\r\nQUIT\r\n\r\n.\r\nQUIT\r\n";

			socket.getOutputStream().write(mails.getBytes(StandardCharsets.US_ASCII));

			assertThat(answers.lines()).containsExactly("220 ready", "354 go on", "250 taken", "354 go on", "250 taken",
					"221 bye");
		}
	}

}
