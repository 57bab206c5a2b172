package cl.reparto.service.access;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * By what the shop is told.
 *
 * @param key the shop's key, the same for all services; null if it has none, and so
 * nobody acts for it
 */
@ConfigurationProperties("reparto.shop")
record ShopKeySettings(@Nullable String key) {
}
