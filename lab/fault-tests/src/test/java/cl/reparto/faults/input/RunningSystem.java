package cl.reparto.faults.input;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.UUID;

import cl.reparto.local.LocalStack;
import cl.reparto.local.Service;
import cl.reparto.local.StackOptions;
import cl.reparto.local.Stages;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The whole system. Started once for all tests of this package, since no input of theirs
 * may do it any harm; ends with the JVM. Topics have one partition, so that whatever
 * stops for a bad record stops every order.
 */
final class RunningSystem {

	private static final RunningSystem INSTANCE = start();

	private final LocalStack stack;

	private final Door door = new Door();

	private final Writer writer;

	private final Books books;

	private RunningSystem(LocalStack stack) {
		this.stack = stack;
		this.writer = new Writer(stack.bootstrapServers());
		this.books = new Books(stack);
	}

	static RunningSystem shared() {
		return INSTANCE;
	}

	private static RunningSystem start() {
		StackOptions options = StackOptions.in(Path.of("target", "bad-input"))
			.withClean(true)
			.withAnyPorts()
			.withPartitions(1)
			.withStages(Stages.parse("200ms"));
		LocalStack stack = LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options,
				System.out::println);
		Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
		stack.start();
		return new RunningSystem(stack);
	}

	Door door() {
		return this.door;
	}

	Writer writer() {
		return this.writer;
	}

	Books books() {
		return this.books;
	}

	URI address(Service service) {
		return this.stack.service(service, 1).address();
	}

	long pid(Service service) {
		return this.stack.service(service, 1).process().pid();
	}

	URI actuator(Service service) {
		return this.stack.service(service, 1).actuator();
	}

	/**
	 * Sends a body to {@code POST /orders}.
	 * @param headers names and values
	 */
	HttpResponse<String> post(byte[] body, String... headers) {
		return this.door.post(address(Service.REQUEST).resolve("/orders"), body, headers);
	}

	/** Sends an order that nothing is wrong with. */
	UUID order() {
		return taken(post(Draft.order().bytes()));
	}

	/**
	 * Expects that an order was taken, and so that it will be walked and mailed.
	 * @return its id
	 */
	UUID taken(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(202);
		UUID id = UUID.fromString(JsonMapper.shared().readTree(answer.body()).get("id").stringValue());
		this.books.expectRequest(id);
		this.books.expectWalk(id);
		return id;
	}

	/** Asks where an order is; the answer may be a problem. */
	HttpResponse<String> status(UUID id) {
		return this.door.get(address(Service.NOTIFICATION).resolve("/orders/" + id + "/status"));
	}

	/**
	 * Everything that was taken was walked and mailed, nothing else was published, and no
	 * log tells more than it should.
	 */
	void assertInOrder() {
		this.books.assertBalanced();
		Logs.assertDiscreet(this.stack.logs());
	}

}
