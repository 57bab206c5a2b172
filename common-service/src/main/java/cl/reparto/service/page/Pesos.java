package cl.reparto.service.page;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.text.NumberFormat;
import java.util.Locale;

/**
 * Prices as one writes them in Chile, where there are no cents.
 */
public final class Pesos {

	/** Cloned for each price: it is not for several threads, and takes long to make. */
	private static final NumberFormat FORMAT = NumberFormat.getCurrencyInstance(Locale.of("es", "CL"));

	static {
		FORMAT.setRoundingMode(RoundingMode.HALF_UP);
	}

	private Pesos() {
	}

	/**
	 * A price for people.
	 * @param price any price above 0
	 * @return to the peso, but never nothing
	 */
	public static String of(BigDecimal price) {
		NumberFormat format = (NumberFormat) FORMAT.clone();
		return format.format(price.max(BigDecimal.ONE));
	}

}
