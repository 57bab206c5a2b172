/**
 * How latency and throughput behave with 1 and 5 partitions, under constant load and
 * under a peak, with small and large data sets. The door is {@link LoadTest}.
 */
@NullMarked
package cl.reparto.load;

import org.jspecify.annotations.NullMarked;
