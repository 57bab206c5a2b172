package cl.reparto.notification.mail.letter;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.service.web.StatusUrl;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;

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
		return this.plain.execute(content(order, SafeName::isolated));
	}

	String html(OrderProgress order) {
		return this.html.execute(content(order, SafeName::plain));
	}

	private Content content(OrderProgress order, UnaryOperator<String> safe) {
		return new Content(Wording.of(order, this.zone), reason(order.history().getLast(), safe),
				safe.apply(order.name()), Pesos.of(order.price()), MailIdentity.number(order.id()), Step.of(order),
				(order.status() != Status.CANCELADO) ? "Sigue tu pedido" : "Mira tu pedido",
				this.url.pageOf(order.id()));
	}

	/** A customer knows his own. */
	private static @Nullable String reason(OrderProgress.Step last, UnaryOperator<String> safe) {
		return (last.reason() != null && last.by() == Actor.SHOP) ? safe.apply(last.reason()) : null;
	}

	/**
	 * What the templates know.
	 *
	 * @param wording what is told
	 * @param reason why the shop has cancelled the order, in its words; null if it has
	 * not
	 * @param name what was ordered
	 * @param price in pesos
	 * @param number the order's number as people say it
	 * @param steps the progress line
	 * @param link what the link says
	 * @param address where to see more
	 */
	private record Content(Wording wording, @Nullable String reason, String name, String price, String number,
			List<Step> steps, String link, String address) {
	}

	/**
	 * A step of the progress line.
	 *
	 * @param label its name
	 * @param reached whether the order has come so far
	 * @param here whether it is there
	 * @param open whether it is to come
	 * @param off whether it is the end of an order that was cancelled
	 */
	private record Step(String label, boolean reached, boolean here, boolean open, boolean off) {

		/** An order that was cancelled goes no further. */
		static List<Step> of(OrderProgress order) {
			if (order.status() != Status.CANCELADO) {
				return Status.STEPS.stream().map((step) -> of(step, order.status())).toList();
			}
			Status before = order.history().get(order.version() - 2).status();
			Stream<Status> passed = Status.STEPS.stream().filter((step) -> step.number() <= before.number());
			return Stream.concat(passed, Stream.of(Status.CANCELADO)).map((step) -> of(step, order.status())).toList();
		}

		private static Step of(Status step, Status status) {
			String name = step.wireName();
			String label = name.substring(0, 1).toUpperCase(MailIdentity.CHILE) + name.substring(1);
			boolean off = step == Status.CANCELADO;
			boolean reached = step.number() <= status.number();
			return new Step(label, reached && !off, step == status, !reached, off);
		}

	}

}
