package cl.reparto.service.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * Prices as one writes them in Chile, where there are no cents.
 */
public final class Pesos {

	private static final Locale CHILE = Locale.of("es", "CL");

	private Pesos() {
	}

	/**
	 * A price for people.
	 * @param price any price above 0
	 * @return to the peso, but never nothing
	 */
	public static String of(BigDecimal price) {
		NumberFormat format = NumberFormat.getCurrencyInstance(CHILE);
		format.setRoundingMode(RoundingMode.HALF_UP);
		return format.format(price.max(BigDecimal.ONE));
	}

}
