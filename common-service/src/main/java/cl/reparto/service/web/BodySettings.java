package cl.reparto.service.web;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How bodies are read.
 *
 * @param bodyWithin how long a body may take to come in; a read that has begun may take
 * {@code server.tomcat.connection-timeout} longer
 */
@ConfigurationProperties("reparto")
record BodySettings(@DefaultValue("10s") Duration bodyWithin) {

	BodySettings {
		if (!bodyWithin.isPositive()) {
			throw new IllegalArgumentException("reparto.body-within must be above zero, such as 10s");
		}
	}

}
