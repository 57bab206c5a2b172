package cl.reparto.request;

import java.net.URI;
import java.util.Locale;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * Why a request is refused: the kinds of problem (RFC 9457) that this service answers.
 */
enum Refusal {

	INVALID_ORDER(HttpStatus.BAD_REQUEST, "Invalid order", "Mend the fields named in errors and send the order again."),

	MALFORMED_BODY(HttpStatus.BAD_REQUEST, "Malformed body",
			"Send one JSON object in UTF-8 with name, price and email."),

	INVALID_IDEMPOTENCY_KEY(HttpStatus.BAD_REQUEST, "Invalid Idempotency-Key",
			"Send one Idempotency-Key of 1 to 255 printable ASCII characters, in double quotes if there is a comma or a quote in it."),

	BAD_REQUEST(HttpStatus.BAD_REQUEST, "Bad request", "Mend the address and the headers of the request."),

	UNKNOWN_PATH(HttpStatus.NOT_FOUND, "Nothing here", "Orders are posted to /orders."),

	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed",
			"Use a method that the Allow header names."),

	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable", "Accept application/json."),

	BODY_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "Body too slow", "Send the whole body at once."),

	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Body too large", "Send at most " + OrderBody.MAX_LENGTH + " bytes."),

	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type",
			"Send application/json in UTF-8."),

	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency-Key already used",
			"This Idempotency-Key belongs to an order with other content. Send a new order with a new key."),

	INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Unexpected error",
			"The order may or may not have been taken. Send it again with the same Idempotency-Key."),

	UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Orders cannot be stored now",
			"Send the order again after the seconds in Retry-After. Only with an Idempotency-Key is it sure to be taken once.");

	private final HttpStatus status;

	private final String title;

	private final String detail;

	Refusal(HttpStatus status, String title, String detail) {
		this.status = status;
		this.title = title;
		this.detail = detail;
	}

	/**
	 * The refusal that tells of a status that Spring or Tomcat chose.
	 * @param status an HTTP status from 400 on
	 * @return the refusal that has this status, or {@link #BAD_REQUEST}
	 */
	static Refusal of(int status) {
		return switch (status) {
			case 404 -> UNKNOWN_PATH;
			case 405 -> METHOD_NOT_ALLOWED;
			case 406 -> NOT_ACCEPTABLE;
			case 408 -> BODY_TOO_SLOW;
			case 413 -> BODY_TOO_LARGE;
			case 415 -> UNSUPPORTED_MEDIA_TYPE;
			case 503 -> UNAVAILABLE;
			case 500 -> INTERNAL;
			default -> BAD_REQUEST;
		};
	}

	HttpStatus status() {
		return this.status;
	}

	/**
	 * The name in problem types and metrics.
	 * @return the name in kebab case
	 */
	String wireName() {
		return name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * This refusal as it is answered.
	 * @return a new problem
	 */
	ProblemDetail toProblem() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(this.status, this.detail);
		problem.setType(URI.create("urn:reparto:problem:" + wireName()));
		problem.setTitle(this.title);
		return problem;
	}

}
