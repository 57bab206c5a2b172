package cl.reparto.local;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

import cl.reparto.local.broker.TopicReader;
import cl.reparto.local.process.FreePorts;
import cl.reparto.model.Topics;
import cl.reparto.model.command.Stages;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import tools.jackson.databind.json.JsonMapper;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.awaitility.Awaitility.await;

/**
 * The one whole stack of all tests, started at first use and stopped after the last. On
 * its folder there was another before, which only took orders and moved them: its
 * request-service came before its broker, and it was stopped when it had moved an order.
 * Brokers are known by a name and have options of their own. The shop may move orders out
 * of {@code recibido}, or time does.
 */
public final class RunningStack implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private static final StackOptions OPTIONS = StackOptions.in(Path.of("target/stack"))
		.withAnyPorts()
		.withAot(true)
		.withStages(new Stages(Duration.ofSeconds(3), Duration.ofMillis(300), Duration.ofMillis(300)))
		.withOverrides(new Named());

	private final LocalStack stack;

	private final UUID orderFromBefore;

	private boolean readyWithoutBrokers;

	private boolean readyWithoutARestart;

	RunningStack() {
		try (LocalStack before = prepared(
				OPTIONS.withClean(true).with(Service.NOTIFICATION, 0).with(Service.GUILD, 0).withMail(false))) {
			startBeforeItsBroker(before);
			this.orderFromBefore = ordered(before);
		}
		this.stack = prepared(OPTIONS);
		try {
			this.stack.start();
		}
		catch (RuntimeException ex) {
			this.stack.close();
			throw ex;
		}
	}

	private static LocalStack prepared(StackOptions options) {
		return LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, System.out::println);
	}

	private void startBeforeItsBroker(LocalStack before) {
		StackService request = before.service(Service.REQUEST, 1);
		request.process().start();
		await().atMost(LIMIT).until(() -> !FreePorts.isFree(request.instance().managementPort()));
		this.readyWithoutBrokers = request.isReady();
		long pid = request.process().pid();
		before.start();
		this.readyWithoutARestart = request.isReady() && request.process().pid() == pid;
	}

	/** Orders, and waits until the order has been received. */
	private static UUID ordered(LocalStack before) {
		HttpRequest order = HttpRequest.newBuilder(before.service(Service.REQUEST, 1).address().resolve("/orders"))
			.header("Content-Type", "application/json")
			.POST(BodyPublishers.ofString(anOrder().json()))
			.build();
		try (HttpClient http = HttpClient.newHttpClient();
				var progress = TopicReader.ofStrings(before.bootstrapServers(), Topics.ORDER_PROCESSING.name())) {
			String answer = http.send(order, BodyHandlers.ofString()).body();
			progress.await(LIMIT, 1);
			return UUID.fromString(JsonMapper.shared().readTree(answer).get("id").stringValue());
		}
		catch (IOException ex) {
			throw new IllegalStateException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	/** The stack as it runs. */
	public LocalStack stack() {
		return this.stack;
	}

	/** An order that the stack before it has received. */
	UUID orderFromBefore() {
		return this.orderFromBefore;
	}

	/** Whether request-service said that it was ready when there was no broker yet. */
	boolean wasReadyWithoutBrokers() {
		return this.readyWithoutBrokers;
	}

	/** Whether that same process said so when there was one. */
	boolean wasReadyWithoutARestart() {
		return this.readyWithoutARestart;
	}

	@Override
	public void close() {
		this.stack.close();
	}

	private static final class Named implements ProcessOverrides {

		@Override
		public List<String> jvmOptions(String process) {
			// It dies young.
			return List.of("-XX:TieredStopAtLevel=1", "-Doverridden=" + process,
					"-Dreparto.actions.moves.recibido=either");
		}

		@Override
		public String brokerHost(int id) {
			return "localhost";
		}

	}

	/** Hands it to tests. */
	public static final class Shared implements ParameterResolver {

		@Override
		public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
			return parameter.getParameter().getType() == RunningStack.class;
		}

		@Override
		public RunningStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
			return in(context);
		}

		/** The stack, for what else all tests share. */
		public static RunningStack in(ExtensionContext context) {
			return context.getRoot()
				.getStore(ExtensionContext.Namespace.GLOBAL)
				.computeIfAbsent(RunningStack.class, (key) -> new RunningStack(), RunningStack.class);
		}

	}

}
