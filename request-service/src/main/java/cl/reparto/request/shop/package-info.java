/**
 * Whether the shop takes orders, and at what pace, as people say and every instance
 * follows. {@code Shop} is the door.
 */
@NullMarked
package cl.reparto.request.shop;

import org.jspecify.annotations.NullMarked;
