package cl.reparto.request;

import java.util.List;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.read.ListAppender;
import org.slf4j.LoggerFactory;

/**
 * All that is logged while it is open.
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
			.map((event) -> event.getFormattedMessage() + event.getKeyValuePairs()
					+ ThrowableProxyUtil.asString(event.getThrowableProxy()))
			.toList();
	}

	@Override
	public void close() {
		this.root.detachAppender(this.appender);
	}

}
