package cl.reparto.notification.find;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * A part of a list of orders.
 *
 * @param rows the orders, newest first
 * @param next where the list is gone on with; null if this is the end. There may be
 * nothing there: a search ends after so many orders, whatever it has found
 */
public record FoundOrders(List<IndexRow> rows, @Nullable OrderPlace next) {
}
