package cl.reparto.request;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * All that is logged while it is open, but that Kafka is waited for: another service may
 * do so meanwhile.
 */
final class CapturedLog implements AutoCloseable {

	private final Logger root = (Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME);

	private final ListAppender<ILoggingEvent> appender = new ListAppender<>();

	CapturedLog() {
		this.appender.start();
		this.root.addAppender(this.appender);
	}

	List<String> lines() {
		return List.copyOf(this.appender.list)
			.stream()
			.filter((event) -> !event.getFormattedMessage().startsWith("Waiting for Kafka"))
			.map((event) -> event.getFormattedMessage() + event.getKeyValuePairs()
					+ ThrowableProxyUtil.asString(event.getThrowableProxy()))
			.toList();
	}

	/** The lines, which are seen to: {@link #lines()} begins anew. */
	List<String> take() {
		List<String> lines = lines();
		this.appender.list.clear();
		return lines;
	}

	@Override
	public void close() {
		this.root.detachAppender(this.appender);
	}

}
