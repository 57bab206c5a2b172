package cl.reparto.service;

import java.util.function.IntFunction;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.http.ProblemDetail;

/**
 * Lets Tomcat answer with a problem (RFC 9457) what it refuses before Spring sees it, in
 * place of a page of HTML. A service that has words of its own for it declares its own.
 */
public final class ProblemReports implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

	private final JsonMapper mapper;

	private final IntFunction<ProblemDetail> problems;

	/**
	 * Prepares the reports.
	 * @param mapper writes the problems
	 * @param problems makes a new problem of an HTTP status from 400 on
	 */
	public ProblemReports(JsonMapper mapper, IntFunction<ProblemDetail> problems) {
		this.mapper = mapper;
		this.problems = problems;
	}

	/** Inside of Boot's valve, so that it answers first. */
	@Override
	public void customize(TomcatServletWebServerFactory tomcat) {
		tomcat.addContextCustomizers((context) -> context.getParent()
			.getPipeline()
			.addValve(new ProblemReportValve(this.mapper, this.problems)));
	}

}
