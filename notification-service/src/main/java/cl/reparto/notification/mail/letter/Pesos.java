package cl.reparto.notification.mail.letter;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;

/**
 * Prices as they are written in Chile: {@code $214.889}. There are no cents, so they are
 * rounded, though never to nothing.
 */
final class Pesos {

	private Pesos() {
	}

	static String of(BigDecimal price) {
		if (price.compareTo(new BigDecimal("0.5")) < 0) {
			return "menos de $1";
		}
		NumberFormat format = NumberFormat.getCurrencyInstance(MailIdentity.CHILE);
		format.setRoundingMode(RoundingMode.HALF_UP);
		return format.format(price);
	}

}
