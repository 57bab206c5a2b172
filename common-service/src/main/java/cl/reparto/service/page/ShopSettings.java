package cl.reparto.service.page;

import java.time.ZoneId;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What customers are told of the shop.
 *
 * @param name what it is called
 * @param phone whom to call; null if nobody
 * @param zone whose time is shown
 */
@ConfigurationProperties("reparto.shop")
public record ShopSettings(@DefaultValue("Reparto") String name, @Nullable String phone,
		@DefaultValue("America/Santiago") ZoneId zone) {

	/**
	 * Checks that whoever calls gets through.
	 * @throws IllegalArgumentException if the phone is none
	 */
	public ShopSettings {
		phone = (phone == null || phone.isBlank()) ? null : phone.strip();
		if (phone != null && !phone.matches("\\+?[0-9 ()-]{3,30}")) {
			throw new IllegalArgumentException(
					"reparto.shop.phone must be a number such as +56 2 2345 6789, not " + phone);
		}
	}

	/**
	 * The phone as a link has it.
	 * @return {@code tel:} and digits (RFC 3966); null without a phone
	 */
	public @Nullable String call() {
		return (this.phone != null) ? "tel:" + this.phone.replaceAll("[^+0-9]", "") : null;
	}

}
