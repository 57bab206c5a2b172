package cl.reparto.local.launch;

import java.nio.file.Path;
import java.time.Duration;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackService;
import org.jspecify.annotations.Nullable;

/**
 * What people want to know of a stack that runs.
 */
final class AddressTable {

	private static final String ORDER = "{\"name\":\"Empanadas de pino\",\"price\":12990,\"email\":\"ana@example.com\"}";

	private final StringBuilder text = new StringBuilder();

	private AddressTable() {
	}

	/**
	 * Tells where everything is.
	 * @param stack a stack that runs
	 * @param took how long it took to start
	 * @return lines to print
	 */
	static String of(LocalStack stack, Duration took) {
		AddressTable table = new AddressTable();
		table.text.append("Reparto is up after ").append(took.toSeconds()).append(" s\n\n");
		table.addService(stack, Service.REQUEST, "Order form", "/");
		table.addService(stack, Service.REQUEST, "Orders", "/orders");
		table.addService(stack, Service.REQUEST, "Shop", "/shop");
		table.addService(stack, Service.REQUEST, "API page", "/swagger-ui.html");
		table.addService(stack, Service.NOTIFICATION, "Status", "/orders/{id}/status");
		table.addService(stack, Service.NOTIFICATION, "Order page", "/orders/{id}");
		table.addService(stack, Service.NOTIFICATION, "Board", "/board");
		table.addService(stack, Service.NOTIFICATION, "Operator", "/ops");
		table.addService(stack, Service.GUILD, "Guild", "/gremio");
		table.addKey(stack, Service.GUILD, "Guild key", stack.guildKey());
		table.addKey(stack, Service.NOTIFICATION, "Shop key", stack.shopKey());
		if (stack.inbox() != null) {
			table.add("Inbox", stack.inbox());
		}
		if (stack.killPage() != null) {
			table.add("Kill processes", stack.killPage());
		}
		table.add("Kafka", stack.bootstrapServers());
		for (StackService service : stack.services()) {
			table.add(service.process().name(), service.actuator() + "/health and /prometheus");
		}
		table.addPrometheus(stack.prometheus());
		table.add("Logs", stack.logs());
		table.addTry(stack);
		return table.text.append("Ctrl-C stops everything").toString();
	}

	private void addService(LocalStack stack, Service service, String label, String path) {
		stack.services()
			.stream()
			.filter((each) -> each.instance().service() == service)
			.forEach((each) -> add(label, each.address() + path));
	}

	private void add(String label, Object value) {
		this.text.append("  %-16s %s%n".formatted(label, value));
	}

	/** Where it is, and not what it is: terminals are shown to others. */
	private void addKey(LocalStack stack, Service service, String label, Path key) {
		if (stack.services().stream().anyMatch((each) -> each.instance().service() == service)) {
			add(label, key);
		}
	}

	private void addPrometheus(@Nullable Path configuration) {
		if (configuration != null) {
			add("Metrics", "prometheus --config.file=" + configuration + " --storage.tsdb.path="
					+ configuration.resolveSibling("prometheus") + " shows them all on http://localhost:9090");
		}
	}

	private void addTry(LocalStack stack) {
		stack.services()
			.stream()
			.filter((each) -> each.instance().service() == Service.REQUEST)
			.findFirst()
			.ifPresent((first) -> this.text.append("\nTry\n  curl -i ")
				.append(first.address())
				.append("/orders -H 'Content-Type: application/json' -d '")
				.append(ORDER)
				.append("'\n\n"));
	}

}
