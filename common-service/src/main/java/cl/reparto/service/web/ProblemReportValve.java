package cl.reparto.service.web;

import java.io.IOException;

import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/**
 * Answers with a problem what Tomcat refuses before Spring sees it, in place of a page of
 * HTML.
 */
final class ProblemReportValve extends ErrorReportValve {

	private final JsonMapper mapper;

	ProblemReportValve(JsonMapper mapper) {
		this.mapper = mapper;
	}

	@Override
	protected void report(Request request, Response response, @Nullable Throwable throwable) {
		boolean answered = response.getStatus() < 400 || response.getContentWritten() > 0;
		if (answered || !response.setErrorReported()) {
			return;
		}
		ProblemDetail problem = ProblemKind.of(response.getStatus()).toProblem();
		problem.setStatus(response.getStatus());
		try {
			response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
			response.getOutputStream().write(this.mapper.writeValueAsBytes(problem));
			response.finishResponse();
		}
		catch (IOException ex) {
			// The connection is gone, and whoever asked with it.
		}
	}

}
