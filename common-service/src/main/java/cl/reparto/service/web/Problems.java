package cl.reparto.service.web;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every exception with a problem (RFC 9457), and counts them by kind.
 */
@RestControllerAdvice
public final class Problems extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	private final MeterRegistry registry;

	/**
	 * Answers problems.
	 * @param registry where they are counted
	 */
	public Problems(MeterRegistry registry) {
		this.registry = registry;
	}

	@ExceptionHandler
	@Nullable ResponseEntity<Object> unexpected(Exception ex, WebRequest request) {
		return handleExceptionInternal(ex, null, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
	}

	/** What Spring refuses: its status and its headers, our words. */
	@Override
	protected @Nullable ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body,
			HttpHeaders headers, HttpStatusCode status, WebRequest request) {
		if (ex instanceof ProblemException problem) {
			return answer(problem, problem.kind(), problem.getBody(), headers, status, request);
		}
		if (status.is5xxServerError()) {
			log.error("Answered {}", status.value(), ex);
		}
		ProblemKind kind = ProblemKind.of(status.value());
		return answer(ex, kind, kind.toProblem(), headers, status, request);
	}

	private @Nullable ResponseEntity<Object> answer(Exception ex, ProblemKind kind, Object problem, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		this.registry.counter("reparto.requests.refused", "reason", kind.wireName()).increment();
		return super.handleExceptionInternal(ex, problem, headers, status, request);
	}

}
