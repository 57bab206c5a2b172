/**
 * The shop's board: all orders that are under way, on a page that moves by itself and by
 * which the shop acts on them. It asks the view and its index, and acts by
 * {@code command}; nobody needs anything of it.
 */
@NullMarked
package cl.reparto.notification.board;

import org.jspecify.annotations.NullMarked;
