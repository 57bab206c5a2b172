package cl.reparto.request;

import java.time.Duration;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
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
final class Problems extends ResponseEntityExceptionHandler {

	private static final Logger logger = LoggerFactory.getLogger(Problems.class);

	private static final Duration RETRY_AFTER = Duration.ofSeconds(2);

	private final IntakeMetrics metrics;

	Problems(IntakeMetrics metrics) {
		this.metrics = metrics;
	}

	@ExceptionHandler
	ResponseEntity<Object> refused(RefusedException ex) {
		return answer(ex.refusal(), ex.problem(), new HttpHeaders());
	}

	@ExceptionHandler
	ResponseEntity<Object> unexpected(Exception ex) {
		logger.error("Answered 500", ex);
		return answer(Refusal.INTERNAL, new HttpHeaders());
	}

	/** What Spring refuses: its status and its headers, our words. */
	@Override
	protected ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		return status.is5xxServerError() ? unexpected(ex) : answer(Refusal.of(status.value()), headers);
	}

	private ResponseEntity<Object> answer(Refusal refusal, HttpHeaders headers) {
		return answer(refusal, refusal.toProblem(), headers);
	}

	private ResponseEntity<Object> answer(Refusal refusal, ProblemDetail problem, HttpHeaders headers) {
		this.metrics.refused(refusal);
		var answer = ResponseEntity.status(refusal.status())
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON);
		if (refusal == Refusal.UNAVAILABLE) {
			answer.header(HttpHeaders.RETRY_AFTER, Long.toString(RETRY_AFTER.toSeconds()));
		}
		return answer.body(problem);
	}

}
