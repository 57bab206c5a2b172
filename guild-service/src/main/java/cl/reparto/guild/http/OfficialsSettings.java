package cl.reparto.guild.http;

import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * By what officials are told.
 *
 * @param key the guild's key; null if it has none, and so no officials
 */
@ConfigurationProperties("reparto.guild")
record OfficialsSettings(@Nullable String key) {
}
