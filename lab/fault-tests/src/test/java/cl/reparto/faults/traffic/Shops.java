package cl.reparto.faults.traffic;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/**
 * Where customers order, and how.
 *
 * @param client how
 * @param open the instances of request-service that are there just now
 */
public record Shops(OrderClient client, Supplier<List<URI>> open) {
}
