package cl.reparto.notification.mail.letter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.service.web.StatusUrl;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;

/**
 * What a mail shows, as plain text and as HTML.
 */
final class LetterText {

	private final Template plain = template("letter.txt", Mustache.compiler().escapeHTML(false));

	private final Template html = template("letter.html", Mustache.compiler());

	private final ZoneId zone;

	private final StatusUrl url;

	LetterText(ZoneId zone, StatusUrl url) {
		this.zone = zone;
		this.url = url;
	}

	private static Template template(String name, Mustache.Compiler compiler) {
		try (InputStream in = Objects.requireNonNull(LetterText.class.getResourceAsStream(name), name)) {
			return compiler.compile(new InputStreamReader(in, StandardCharsets.UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	String plain(OrderProgress order) {
		return this.plain.execute(content(order, SafeName.isolated(order.name())));
	}

	String html(OrderProgress order) {
		return this.html.execute(content(order, SafeName.plain(order.name())));
	}

	private Content content(OrderProgress order, String name) {
		List<Step> steps = Status.STEPS.stream().map((status) -> Step.of(status, order.status())).toList();
		return new Content(Wording.of(order, this.zone), name, Pesos.of(order.price()), MailIdentity.number(order.id()),
				steps, this.url.pageOf(order.id()));
	}

	/** What the templates know. */
	private record Content(Wording wording, String name, String price, String number, List<Step> steps,
			String address) {
	}

	/** A step of the progress line. */
	private record Step(String label, boolean reached, boolean here) {

		static Step of(Status step, Status status) {
			String name = step.wireName();
			String label = name.substring(0, 1).toUpperCase(MailIdentity.CHILE) + name.substring(1);
			return new Step(label, step.number() <= status.number(), step == status);
		}

	}

}
