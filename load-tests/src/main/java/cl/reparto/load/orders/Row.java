package cl.reparto.load.orders;

import java.math.BigDecimal;

/**
 * What a customer orders.
 *
 * @param name what
 * @param price in Chilean pesos
 * @param email the customer's address
 */
public record Row(String name, BigDecimal price, String email) {
}
