package cl.reparto.service.web;

import cl.reparto.service.connection.CrowdedHttpProtocol;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Tomcat with no more connections than the heap can bear, which answers with a problem
 * (RFC 9457) what it refuses before Spring sees it. Who is slow on purpose is the
 * gateway's to cut off (decision 11).
 */
@Component
final class BoundedTomcat implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	/**
	 * Of chunk extensions and trailers (RFC 9112, 7.1), which nothing here uses; bytes.
	 */
	private static final int MAX_CHUNK_EXTRAS = 16;

	private final JsonMapper mapper;

	BoundedTomcat(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	public void customize(TomcatServletWebServerFactory tomcat) {
		tomcat.setProtocol(CrowdedHttpProtocol.class.getName());
		tomcat.addConnectorCustomizers((connector) -> {
			CrowdedHttpProtocol http = (CrowdedHttpProtocol) connector.getProtocolHandler();
			http.setMaxExtensionSize(MAX_CHUNK_EXTRAS);
			http.setMaxTrailerSize(MAX_CHUNK_EXTRAS);
			http.setMaxConnections(Math.min(http.getMaxConnections(), Connections.most()));
		});
		// Inside of Boot's valve, so that it answers first.
		tomcat.addContextCustomizers(
				(context) -> context.getParent().getPipeline().addValve(new ProblemReportValve(this.mapper)));
	}

}
