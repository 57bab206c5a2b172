/**
 * The sellers' guild beside the orders, of which it knows nothing: who is a member, what
 * carts sell, what they have left, where they are, and which of them are fugitive.
 */
@NullMarked
package cl.reparto.guild;

import org.jspecify.annotations.NullMarked;
