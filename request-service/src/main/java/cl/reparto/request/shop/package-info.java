/**
 * Whether the shop takes orders, and at what pace, as its people say. {@code Shop} is the
 * door.
 */
@NullMarked
package cl.reparto.request.shop;

import org.jspecify.annotations.NullMarked;
