/**
 * The page on which processes are killed, beside a count of what that does to orders.
 * {@link cl.reparto.local.kill.KillServer} is the door.
 */
@NullMarked
package cl.reparto.local.kill;

import org.jspecify.annotations.NullMarked;
