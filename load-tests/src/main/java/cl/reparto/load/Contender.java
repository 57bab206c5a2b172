package cl.reparto.load;

import java.util.concurrent.Callable;

/**
 * Something that is measured beside others.
 *
 * @param what it is, for people
 * @param hire makes a worker that does it
 */
record Contender(String what, Callable<? extends Worker> hire) {
}
