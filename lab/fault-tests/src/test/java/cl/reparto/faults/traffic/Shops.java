package cl.reparto.faults.traffic;

import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** Where customers can order just now, and how. */
public record Shops(OrderClient client, Supplier<List<URI>> open) {
}
