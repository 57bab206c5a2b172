/**
 * Answers {@code GET /orders/{id}/status}. Nobody needs anything of it;
 * {@link cl.reparto.notification.status.http.StatusController} is the customers' door.
 */
@NullMarked
package cl.reparto.notification.status.http;

import org.jspecify.annotations.NullMarked;
