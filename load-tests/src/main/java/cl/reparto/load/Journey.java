package cl.reparto.load;

import java.time.Duration;

/**
 * What became of one order.
 *
 * @param start when it was asked for, since the first order of the scenario
 * @param post how long its customer waited for the answer
 * @param whole from the request until {@code finalizado} was committed
 */
public record Journey(Duration start, Duration post, Duration whole) {
}
