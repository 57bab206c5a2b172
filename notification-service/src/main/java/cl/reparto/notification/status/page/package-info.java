/**
 * The page on which people watch their order. It asks the view, and moves by the events
 * of {@code http}; nobody needs anything of it.
 */
@NullMarked
package cl.reparto.notification.status.page;

import org.jspecify.annotations.NullMarked;
