/**
 * What each cart sold on each of its local days. Reads {@code registroVenta}, tells
 * {@code stock} and {@code ubicacion} what a sale says of them, and keeps
 * {@code ventas_diarias}. {@link cl.reparto.guild.sales.DailySalesTable} is the door.
 */
@NullMarked
package cl.reparto.guild.sales;

import org.jspecify.annotations.NullMarked;
