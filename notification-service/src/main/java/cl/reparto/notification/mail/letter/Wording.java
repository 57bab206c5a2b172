package cl.reparto.notification.mail.letter;

import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a mail says about a status.
 *
 * @param headline the news in one line
 * @param body the news in a sentence or two
 * @param next what comes next and about when; null if nothing does
 */
record Wording(String headline, String body, @Nullable String next) {

	static Wording of(OrderProgress order, ZoneId zone) {
		Status status = order.status();
		String next = (order.dueAt() != null) ? next(status) + " " + about(order.dueAt(), order.reachedAt(), zone) + "."
				: null;
		return switch (status) {
			case RECIBIDO ->
				new Wording("Recibimos tu pedido", "Ya lo tenemos anotado. Te escribiremos cada vez que avance.", next);
			case PREPARANDO ->
				new Wording("Estamos preparando tu pedido", "Manos a la obra: ya empezamos a prepararlo.", next);
			case ENTREGANDO ->
				new Wording("Tu pedido va en camino", "Ya salió a reparto y va directo a tu puerta.", next);
			case FINALIZADO ->
				new Wording("Tu pedido fue entregado", "¡Que lo disfrutes! Gracias por tu compra.", next);
			case CANCELADO -> new Wording("Tu pedido fue cancelado", "Ya no lo prepararemos.", next);
		};
	}

	private static String next(Status status) {
		return switch (status) {
			case RECIBIDO -> "Empezaremos a prepararlo";
			case PREPARANDO -> "Saldrá a reparto";
			case ENTREGANDO, FINALIZADO, CANCELADO -> "Debería llegarte";
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
