package cl.reparto.load.loop;

import java.util.concurrent.Callable;

/**
 * Something that is measured beside others.
 *
 * @param what it is, for people
 * @param connect makes a client that does it, in its thread
 */
public record Contender(String what, Callable<? extends Client> connect) {
}
