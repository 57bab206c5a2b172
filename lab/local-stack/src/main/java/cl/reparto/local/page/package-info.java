/**
 * Pages of the stack itself, for this machine alone.
 * {@link cl.reparto.local.page.PageServer} is the door.
 */
@NullMarked
package cl.reparto.local.page;

import org.jspecify.annotations.NullMarked;
