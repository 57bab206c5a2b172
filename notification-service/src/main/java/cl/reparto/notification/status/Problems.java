package cl.reparto.notification.status;

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

	@ExceptionHandler
	ProblemDetail badQuery(BadQueryException ex) {
		ProblemDetail problem = problem(HttpStatus.BAD_REQUEST, "The question cannot be understood; see errors.");
		List<Map<String, String>> errors = new TreeMap<>(ex.errors()).entrySet()
			.stream()
			.map((error) -> Map.of("field", error.getKey(), "message", error.getValue()))
			.toList();
		problem.setProperty("errors", errors);
		return problem;
	}

	@ExceptionHandler
	ProblemDetail orderUnknown(OrderUnknownException ex) {
		return problem(HttpStatus.NOT_FOUND, "No order has this id. Orders are forgotten some weeks after their end.");
	}

	@ExceptionHandler
	ResponseEntity<ProblemDetail> viewNotReady(ViewNotReadyException ex) {
		return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
			.header(HttpHeaders.RETRY_AFTER, "2")
			.body(problem(HttpStatus.SERVICE_UNAVAILABLE, "This instance cannot tell yet. Ask again in a moment."));
	}

	@ExceptionHandler
	ProblemDetail unexpected(Exception ex) {
		log.error("Answered 500", ex);
		return problem(HttpStatus.INTERNAL_SERVER_ERROR, "Something went wrong here. Ask again in a moment.");
	}

	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (status.is5xxServerError()) {
			log.error("Answered {}", status.value(), ex);
		}
		return super.handleExceptionInternal(ex, body, headers, status, request);
	}

	private static ProblemDetail problem(HttpStatus status, String detail) {
		return ProblemDetail.forStatusAndDetail(status, detail);
	}

}
