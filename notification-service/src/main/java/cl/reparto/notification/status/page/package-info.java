/**
 * The page on which people watch their order, and cancel it where they may. It asks the
 * view, moves by the events of {@code http} and acts by {@code command}; nobody needs
 * anything of it.
 */
@NullMarked
package cl.reparto.notification.status.page;

import org.jspecify.annotations.NullMarked;
