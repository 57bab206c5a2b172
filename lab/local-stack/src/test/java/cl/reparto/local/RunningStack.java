package cl.reparto.local;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

import cl.reparto.local.process.FreePorts;
import cl.reparto.model.command.Stages;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import static org.awaitility.Awaitility.await;

/**
 * The one whole stack of all tests, started at first use and stopped after the last. Its
 * request-service comes before its brokers, which are known by a name and have options of
 * their own. The shop may move orders out of {@code recibido}, or time does.
 */
public final class RunningStack implements AutoCloseable {

	private static final Duration LIMIT = Duration.ofMinutes(1);

	private final StackOptions options = StackOptions.in(Path.of("target/stack"))
		.withAnyPorts()
		.withStages(new Stages(Duration.ofSeconds(3), Duration.ofMillis(300), Duration.ofMillis(300)))
		.withOverrides(new Named());

	private LocalStack stack = prepared(this.options.withClean(true));

	private boolean readyWithoutBrokers;

	private boolean readyWithoutARestart;

	RunningStack() {
		try {
			start();
		}
		catch (RuntimeException ex) {
			this.stack.close();
			throw ex;
		}
	}

	private void start() {
		StackService request = this.stack.service(Service.REQUEST, 1);
		request.process().start();
		await().atMost(LIMIT).until(() -> !FreePorts.isFree(request.instance().managementPort()));
		this.readyWithoutBrokers = request.isReady();
		long pid = request.process().pid();
		this.stack.start();
		this.readyWithoutARestart = request.isReady() && request.process().pid() == pid;
	}

	private static LocalStack prepared(StackOptions options) {
		return LocalStack.prepare(Path.of(System.getProperty("reparto.home")), options, System.out::println);
	}

	/** The stack as it runs now. */
	public LocalStack stack() {
		return this.stack;
	}

	/** Whether request-service said that it was ready when there was no broker yet. */
	boolean wasReadyWithoutBrokers() {
		return this.readyWithoutBrokers;
	}

	/** Whether that same process said so when there was one. */
	boolean wasReadyWithoutARestart() {
		return this.readyWithoutARestart;
	}

	/** Stops the whole stack and starts another on the same folder. */
	void startAnew() {
		this.stack.close();
		this.stack = prepared(this.options);
		this.stack.start();
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
			return context.getRoot()
				.getStore(ExtensionContext.Namespace.GLOBAL)
				.computeIfAbsent(RunningStack.class, (key) -> new RunningStack(), RunningStack.class);
		}

	}

}
