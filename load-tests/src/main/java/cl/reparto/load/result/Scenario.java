package cl.reparto.load.result;

import java.time.Duration;

/**
 * One cell of the matrix.
 *
 * @param rows how many orders
 * @param arrival how they come in
 * @param partitions how many partitions each topic has
 * @param stage how long an order stays in each status but the last
 */
public record Scenario(int rows, Arrival arrival, int partitions, Duration stage) {
}
