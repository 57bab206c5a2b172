package cl.reparto.notification.command;

import java.time.DateTimeException;
import java.time.Duration;

import cl.reparto.model.FieldRules;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.service.web.JsonFields;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;

/**
 * What is said with an action.
 *
 * @param delay how much later; for {@link Action#DELAY} only
 * @param reason why; for {@link Action#CANCEL} only
 */
record ActionBody(@Nullable Duration delay, @Nullable String reason) {

	private static final String MISSING = "is missing";

	/**
	 * Reads it.
	 * @param action what is to be done
	 * @param body what the client sent; nothing is as good as an empty object
	 * @return what is said
	 * @throws ProblemException as {@link ProblemKind#MALFORMED_BODY} or
	 * {@link ProblemKind#INVALID_ACTION}
	 */
	static ActionBody read(Action action, byte[] body) {
		JsonFields fields = JsonFields.read((body.length > 0) ? body : new byte[] { '{', '}' });
		ActionBody said = switch (action) {
			case ADVANCE, RECALL -> {
				fields.none((action == Action.ADVANCE) ? "an advance" : "a recall");
				yield new ActionBody(null, null);
			}
			case CANCEL -> {
				fields.only("a cancel", "reason");
				yield new ActionBody(null, reason(fields));
			}
			case DELAY -> {
				fields.only("a delay", "by");
				yield new ActionBody(delay(fields), null);
			}
		};
		fields.check(ProblemKind.INVALID_ACTION);
		return said;
	}

	private static @Nullable String reason(JsonFields fields) {
		String reason = fields.text("reason");
		if (reason == null) {
			fields.refuse("reason", MISSING);
			return null;
		}
		String line = reason.strip();
		FieldRules.line(line, OrderCommand.MAX_REASON).ifPresent((wrong) -> fields.refuse("reason", wrong));
		return line;
	}

	private static @Nullable Duration delay(JsonFields fields) {
		String by = fields.text("by");
		if (by == null) {
			fields.refuse("by", MISSING);
			return null;
		}
		try {
			Duration delay = Duration.parse(by);
			if (delay.compareTo(OrderCommand.MIN_DELAY) >= 0 && delay.compareTo(OrderCommand.MAX_DELAY) <= 0) {
				return delay;
			}
		}
		catch (DateTimeException | ArithmeticException ex) {
			// Said below.
		}
		fields.refuse("by", "must be a duration from " + OrderCommand.MIN_DELAY + " to " + OrderCommand.MAX_DELAY
				+ ", such as PT10M");
		return null;
	}

}
