/**
 * The page on which people order. With scripts it sends orders as programs do, without
 * them by a form. Nothing here is for others.
 */
@NullMarked
package cl.reparto.request.page;

import org.jspecify.annotations.NullMarked;
