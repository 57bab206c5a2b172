package cl.reparto.service.web;

import java.util.Optional;

import io.micrometer.core.instrument.MeterRegistry;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.WebRequest;
import org.springframework.web.servlet.mvc.method.annotation.ResponseEntityExceptionHandler;

/**
 * Answers every exception with a problem (RFC 9457), and counts them by kind.
 */
@RestControllerAdvice
final class Problems extends ResponseEntityExceptionHandler {

	private static final Logger log = LoggerFactory.getLogger(Problems.class);

	private final MeterRegistry registry;

	private final Optional<KnownAddresses> addresses;

	Problems(MeterRegistry registry, Optional<KnownAddresses> addresses) {
		this.registry = registry;
		this.addresses = addresses;
	}

	@ExceptionHandler
	ResponseEntity<Object> unexpected(Exception ex, WebRequest request) {
		return handleExceptionInternal(ex, null, new HttpHeaders(), HttpStatus.INTERNAL_SERVER_ERROR, request);
	}

	/** A query that cannot be decoded; Tomcat finds out where it is first read. */
	@ExceptionHandler
	ResponseEntity<Object> undecodable(InvalidParameterException ex, WebRequest request) {
		HttpStatusCode status = HttpStatusCode.valueOf(ex.getErrorCode());
		return handleExceptionInternal(ex, null, new HttpHeaders(), status, request);
	}

	/** What Spring refuses: its status and its headers, our words. */
	@Override
	protected ResponseEntity<Object> handleExceptionInternal(Exception ex, @Nullable Object body, HttpHeaders headers,
			HttpStatusCode status, WebRequest request) {
		if (ex instanceof ProblemException problem) {
			return answer(problem.kind(), problem.getBody(), headers, status);
		}
		if (status.is5xxServerError()) {
			log.error("Answered {}", status.value(), ex);
		}
		ProblemKind kind = ProblemKind.of(status.value());
		ProblemDetail problem = kind.toProblem();
		if (kind == ProblemKind.UNKNOWN_PATH) {
			this.addresses.ifPresent((known) -> problem.setDetail(known.detail()));
		}
		return answer(kind, problem, headers, status);
	}

	/**
	 * Whatever was asked for: who accepts nothing that there is gets a problem, too. And
	 * without a word of what cannot be answered any more, since Tomcat has done so.
	 */
	private ResponseEntity<Object> answer(ProblemKind kind, ProblemDetail problem, HttpHeaders headers,
			HttpStatusCode status) {
		this.registry.counter("reparto.requests.refused", "reason", kind.wireName()).increment();
		return ResponseEntity.status(status)
			.headers(headers)
			.contentType(MediaType.APPLICATION_PROBLEM_JSON)
			.body(problem);
	}

}
