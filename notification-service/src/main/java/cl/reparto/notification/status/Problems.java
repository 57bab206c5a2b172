package cl.reparto.notification.status;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every exception with a problem (RFC 9457).
 */
@RestControllerAdvice
class Problems extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	private static final String HOW_TO_ASK = "Ask with GET /orders/{id}/status.";

	@ExceptionHandler
	ProblemDetail badQuery(BadQueryException ex) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "invalid-query",
				"The question cannot be understood; see errors.");
		List<Map<String, String>> errors = new TreeMap<>(ex.errors()).entrySet()
			.stream()
			.map((error) -> Map.of("field", error.getKey(), "message", error.getValue()))
			.toList();
		problem.setProperty("errors", errors);
		return problem;
	}

	@ExceptionHandler
	ProblemDetail orderUnknown(OrderUnknownException ex) {
		return problem(HttpStatus.NOT_FOUND, "unknown-order",
				"No order has this id. Orders are forgotten some weeks after their end.");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> viewNotReady(ViewNotReadyException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, "2")
			.body(of(HttpStatus.SERVICE_UNAVAILABLE.value()));
	}

	@ExceptionHandler
	ProblemDetail unexpected(Exception ex) {
		log.error("Answered 500", ex);
		return of(HttpStatus.INTERNAL_SERVER_ERROR.value());
	}

	/** What Spring refuses: its status and its headers, our words. */
	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (status.is5xxServerError()) {
			log.error("Answered {}", status.value(), ex);
		}
		return super.handleExceptionInternal(ex, of(status.value()), headers, status, request);
	}

	/**
	 * The problem that tells of a status that Spring or Tomcat chose.
	 * @param status an HTTP status from 400 on
	 * @return a new problem
	 */
	static ProblemDetail of(int status) {
		HttpStatusCode code = HttpStatusCode.valueOf(status);
		return switch (status) {
			case 404 -> problem(code, "unknown-path", HOW_TO_ASK);
			case 405 -> problem(code, "method-not-allowed", HOW_TO_ASK);
			case 406 -> problem(code, "not-acceptable", "Accept application/json.");
			case 500 -> problem(code, "internal", "Something went wrong here. Ask again in a moment.");
			case 503 -> problem(code, "unavailable", "This instance cannot tell yet. Ask again in a moment.");
			default -> problem(code, "bad-request", HOW_TO_ASK);
		};
	}

	private static ProblemDetail problem(HttpStatusCode status, String kind, String detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
		problem.setType(URI.create("urn:reparto:problem:" + kind));
		return problem;
	}

}
