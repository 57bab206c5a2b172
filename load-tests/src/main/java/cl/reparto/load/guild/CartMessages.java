package cl.reparto.load.guild;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * What carts say, as they send it to the guild and as the guild keeps it. Carts are known
 * by their numbers.
 */
public final class CartMessages {

	static final String SALES = "registroVenta";

	/** From full to empty and full again. */
	private static final int FULL = 60;

	/** Sopaipillas a sale. */
	private static final int COUNT = 3;

	/** Who buys from one cart. */
	private static final int CUSTOMERS = 150;

	private CartMessages() {
	}

	/** Ten characters at most, as plates have. */
	static String plate(int cart) {
		return "SOPA-" + Integer.toString(cart, Character.MAX_RADIX).toUpperCase(Locale.ROOT);
	}

	/**
	 * What a cart sends to {@code /ubicaciones}.
	 * @param cart its number
	 * @param at when it was where it is
	 */
	public static String position(int cart, Instant at) {
		return "{\"patente\":\"" + plate(cart) + "\"," + degrees(cart) + ",\"medidaEn\":\"" + at + "\"}";
	}

	/**
	 * What a cart sends to {@code /ventas}.
	 * @param cart its number
	 * @param turn how often it sold before
	 */
	public static String sale(int cart, int turn) {
		return "{\"patente\":\"" + plate(cart) + "\"," + sold(cart, turn) + "}";
	}

	/**
	 * A sale as the guild keeps it, in the lane where the guild puts it: that of the
	 * plate's hash, as Kafka does, too.
	 * @param cart its number
	 * @param turn how often it sold before
	 * @param at when
	 */
	static ProducerRecord<String, byte[]> kept(int cart, int turn, Instant at) {
		String plate = plate(cart);
		UUID id = new UUID(at.toEpochMilli() << 20 | turn, (1L << 63) | cart);
		String sale = "{\"tipo\":\"venta\",\"id\":\"" + id + "\",\"patente\":\"" + plate + "\",\"hora\":\"" + at + "\","
				+ sold(cart, turn) + ",\"recibidaEn\":\"" + at + "\"}";
		return new ProducerRecord<>(SALES, plate, sale.getBytes(StandardCharsets.UTF_8));
	}

	private static String sold(int cart, int turn) {
		int left = FULL - turn * COUNT % FULL;
		return "\"cliente\":\"cliente " + (turn * 7 + cart) % CUSTOMERS + "\",\"cantidad\":" + COUNT
				+ ",\"stockRestante\":" + left + ",\"ubicacion\":{" + degrees(cart) + "}";
	}

	/** Within some kilometres of Curicó. */
	private static String degrees(int cart) {
		return "\"lat\":-34." + (900 + cart % 97) + ",\"lon\":-71." + (200 + cart % 89);
	}

}
