package cl.reparto.request;

import java.time.Clock;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the web server does not do by itself.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	/**
	 * Of chunk extensions and trailers (RFC 9112, 7.1), which nothing here uses; bytes.
	 */
	private static final int MAX_CHUNK_EXTRAS = 16;

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	/** Inside of Boot's valve, so that it answers first. */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemReports(JsonMapper mapper) {
		return (tomcat) -> tomcat.addContextCustomizers(
				(context) -> context.getParent().getPipeline().addValve(new ProblemReportValve(mapper)));
	}

	/**
	 * Against clients that are slow on purpose: what Tomcat reads by itself around a
	 * body, a byte at a time, is short.
	 */
	@Bean
	WebServerFactoryCustomizer<TomcatServletWebServerFactory> slowClients() {
		return (tomcat) -> {
			tomcat.setProtocol(PunctualHttpProtocol.class.getName());
			tomcat.addProtocolHandlerCustomizers((PunctualHttpProtocol http) -> {
				http.setMaxExtensionSize(MAX_CHUNK_EXTRAS);
				http.setMaxTrailerSize(MAX_CHUNK_EXTRAS);
			});
		};
	}

}
