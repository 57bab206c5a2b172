package cl.reparto.notification.mail.letter;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Objects;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress.Change;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderProgress.Step;
import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says about a version of an order.
 *
 * @param headline the news in one line
 * @param body the news in a sentence or two
 * @param next what comes next and about when; null if nothing does
 */
record Wording(String headline, String body, @Nullable String next) {

	private static final String SORRY = " Disculpa la confusión.";

	private static final String NO_MORE = " Ya no te llegará nada ni te escribiremos más por este pedido.";

	/**
	 * What a mail says.
	 * @param order the order at the version that it tells
	 * @param next what comes next; null if that is not told
	 * @param zone where the customer is
	 */
	static Wording of(OrderProgress order, @Nullable String next, ZoneId zone) {
		Status status = order.status();
		return switch (order.change()) {
			case RECEIVED -> new Wording("Recibimos tu pedido", received(order, zone), next);
			case ADVANCED -> advanced(status, next);
			case DELAYED -> new Wording("Tu pedido se atrasó", delayed(order.history().getLast()),
					(next != null) ? "Ahora " + Character.toLowerCase(next.charAt(0)) + next.substring(1) : null);
			case RECALLED -> new Wording("Nos adelantamos con tu pedido", recalled(status), next);
			case CANCELLED -> new Wording("Tu pedido fue cancelado", cancelled(order.history().getLast()), null);
		};
	}

	/**
	 * A status as the page of an order calls it.
	 * @param status the status
	 * @return a word or two
	 */
	static String word(Status status) {
		return switch (status) {
			case RECIBIDO -> "Recibido";
			case PREPARANDO -> "Preparando";
			case ENTREGANDO -> "En camino";
			case FINALIZADO -> "Entregado";
			case CANCELADO -> "Cancelado";
		};
	}

	/**
	 * A time, with the date if that is not the day of the news.
	 * @param when the time to tell
	 * @param today the time of the news
	 * @param zone where the customer is
	 * @return for example "14:35"
	 */
	static String time(Instant when, Instant today, ZoneId zone) {
		boolean sameDay = when.atZone(zone).toLocalDate().equals(today.atZone(zone).toLocalDate());
		return format(sameDay ? "HH:mm" : "d MMM, HH:mm", when.atZone(zone));
	}

	private static String received(OrderProgress order, ZoneId zone) {
		String noted = "Ya lo tenemos anotado";
		if (order.wantedFor() != null) {
			String when = about(order.wantedFor(), order.reachedAt(), zone);
			noted += " para " + (when.startsWith("el ") ? when : "hoy, " + when);
		}
		return noted + ". Te escribiremos cada vez que avance.";
	}

	private static Wording advanced(Status status, @Nullable String next) {
		return switch (status) {
			case PREPARANDO ->
				new Wording("Estamos preparando tu pedido", "Manos a la obra: ya empezamos a prepararlo.", next);
			case ENTREGANDO ->
				new Wording("Tu pedido va en camino", "Ya salió a reparto y va directo a tu puerta.", next);
			case FINALIZADO, RECIBIDO, CANCELADO ->
				new Wording("Tu pedido fue entregado", "¡Que lo disfrutes! Gracias por tu compra.", next);
		};
	}

	private static String delayed(Step step) {
		return "Va a tardar " + minutes(Objects.requireNonNull(step.delay()))
				+ " más de lo que te dijimos. Disculpa la espera.";
	}

	/** To the minute, as one says it. */
	private static String minutes(Duration delay) {
		Duration whole = delay.plusSeconds(30);
		String minutes = (whole.toMinutesPart() == 1) ? "1 minuto" : whole.toMinutesPart() + " minutos";
		String hours = (whole.toHours() == 1) ? "1 hora" : whole.toHours() + " horas";
		if (whole.toHours() == 0) {
			return (whole.toMinutesPart() == 0) ? "un momento" : minutes;
		}
		return (whole.toMinutesPart() == 0) ? hours : hours + " y " + minutes;
	}

	private static String recalled(Status status) {
		return switch (status) {
			case RECIBIDO -> "Te avisamos antes de tiempo: todavía no empezamos a prepararlo." + SORRY;
			case PREPARANDO ->
				"Te avisamos antes de tiempo: todavía no sale a reparto, lo seguimos preparando." + SORRY;
			case ENTREGANDO, FINALIZADO, CANCELADO ->
				"Te avisamos antes de tiempo: todavía no llega, sigue en camino." + SORRY;
		};
	}

	private static String cancelled(Step step) {
		return ((step.by() == Actor.CUSTOMER) ? "Lo cancelamos, como pediste."
				: "Tuvimos que cancelarlo, y lo sentimos.") + NO_MORE;
	}

	/**
	 * What comes next and about when, and when the customer has it.
	 * @param order the order
	 * @param expected when it is expected at its end; null if it is there
	 * @param zone where the customer is
	 * @return a sentence or two; null if nothing comes
	 */
	static @Nullable String next(OrderProgress order, @Nullable Instant expected, ZoneId zone) {
		Instant due = order.dueAt();
		if (due == null || expected == null) {
			return null;
		}
		String soon = about(due, order.reachedAt(), zone);
		String arrival = about(expected, order.reachedAt(), zone);
		// When it is wanted for, it was told before.
		boolean isTold = arrival.equals(soon) || (order.wantedFor() != null && order.change() == Change.RECEIVED);
		String arrives = "Debería llegarte " + arrival + ".";
		return switch (order.status()) {
			case RECIBIDO -> "Empezaremos a prepararlo " + soon + "." + (isTold ? "" : " " + arrives);
			case PREPARANDO -> "Saldrá a reparto " + soon + "." + (isTold ? "" : " " + arrives);
			case ENTREGANDO, FINALIZADO, CANCELADO -> arrives;
		};
	}

	/**
	 * A time as one says it, with the date if that is not the day of the news.
	 * @param due the time to tell
	 * @param today the time of the news
	 * @param zone where the customer is
	 * @return for example "alrededor de las 14:35"
	 */
	private static String about(Instant due, Instant today, ZoneId zone) {
		ZonedDateTime then = due.atZone(zone);
		ZonedDateTime now = today.atZone(zone);
		String time = ((then.getHour() == 1) ? "alrededor de la " : "alrededor de las ") + format("HH:mm", then);
		if (then.toLocalDate().equals(now.toLocalDate())) {
			return time;
		}
		String date = (then.getYear() == now.getYear()) ? "EEEE d 'de' MMMM" : "EEEE d 'de' MMMM 'de' uuuu";
		return "el " + format(date, then) + ", " + time;
	}

	private static String format(String pattern, ZonedDateTime time) {
		return DateTimeFormatter.ofPattern(pattern, MailIdentity.CHILE).format(time);
	}

}
