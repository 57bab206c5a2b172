package cl.reparto.guild.stock;

import java.time.Instant;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.model.Topic;
import org.jspecify.annotations.Nullable;

/**
 * What a cart has left, by its newest report. Travels on {@code existencias}, by plate.
 *
 * @param patente the cart's plate
 * @param cantidad how many, 0 or more
 * @param medidaEn when it had
 * @param bajo whether that is little
 * @param bajoDesde when little was measured first, of the reports since the last of
 * enough that were the newest when they came; null if it has enough
 */
public record StockLevel(String patente, int cantidad, Instant medidaEn, boolean bajo, @Nullable Instant bajoDesde) {

	static final Topic<StockLevel> EXISTENCIAS = GuildTopics.table("existencias", StockLevel.class);

}
