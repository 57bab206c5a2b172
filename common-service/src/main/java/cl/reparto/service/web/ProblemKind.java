package cl.reparto.service.web;

import java.net.URI;

import cl.reparto.model.Json.WireName;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * The kinds of problem (RFC 9457) that services answer. What the gateway answers by
 * itself has the same words.
 */
public enum ProblemKind implements WireName {

	/** An order with bad fields, each of which is named. */
	INVALID_ORDER(HttpStatus.BAD_REQUEST, "Invalid order", "Mend the fields named in errors and send the order again."),
	/** A body with bad fields, each of which is named. */
	INVALID_FIELDS(HttpStatus.BAD_REQUEST, "Invalid fields", "Mend the fields named in errors and send it again."),
	/** A body that is no JSON object. */
	MALFORMED_BODY(HttpStatus.BAD_REQUEST, "Malformed body",
			"Send one JSON object in UTF-8, as /openapi.yml describes it."),
	/** An {@code Idempotency-Key} that is not one key. */
	INVALID_IDEMPOTENCY_KEY(HttpStatus.BAD_REQUEST, "Invalid Idempotency-Key",
			"Send one Idempotency-Key of 1 to 255 printable ASCII characters, in double quotes if there is a comma or a quote in it."),
	/** A question with bad parts, each of which is named. */
	INVALID_QUERY(HttpStatus.BAD_REQUEST, "Invalid query", "Mend what is named in errors and ask again."),
	/** Anything else that is wrong with a request. */
	BAD_REQUEST(HttpStatus.BAD_REQUEST, "Bad request", "Mend the address and the headers of the request."),
	/** Something that only officials of the guild may do. */
	OFFICIAL_ONLY(HttpStatus.UNAUTHORIZED, "For officials only",
			"Send the guild's key as Authorization: Bearer, a space and the key."),
	/** Something that only the shop may do, by whoever has another key than its. */
	SHOP_ONLY(HttpStatus.UNAUTHORIZED, "For the shop only",
			"Send the shop's key as Authorization: Bearer, a space and the key."),
	/** Something that only the shop may do, and nobody can act for it. */
	SHOP_WITHOUT_KEY(HttpStatus.FORBIDDEN, "The shop has no key",
			"Nobody acts for the shop until reparto.shop.key is set."),
	/** Something that a customer asks and only the shop may do. */
	SHOP_ACTION(HttpStatus.FORBIDDEN, "The shop's to do",
			"A customer may cancel, where the order's actions say so. The shop shows its key as Authorization: Bearer, a space and the key."),
	/** An address where nothing is. */
	UNKNOWN_PATH(HttpStatus.NOT_FOUND, "Nothing here",
			"Orders are posted to /orders, or made in a browser at /; their status is at /orders/{id}/status. The shop is at /shop."),
	/** An order that was never taken, or is forgotten. */
	UNKNOWN_ORDER(HttpStatus.NOT_FOUND, "Unknown order",
			"No order has this id. Orders are forgotten some weeks after their end."),
	/** A member, cart or application that the guild does not have. */
	UNKNOWN_TO_GUILD(HttpStatus.NOT_FOUND, "Unknown to the guild",
			"Look at the plate or the id. What was sent a moment ago may take a moment more to be known."),
	/** A dead letter that never was. */
	UNKNOWN_DEAD_LETTER(HttpStatus.NOT_FOUND, "Unknown dead letter",
			"The ids that there are stand in the answer of /dead-letters."),
	/** A word of an official that comes after another's. */
	DECIDED_OTHERWISE(HttpStatus.CONFLICT, "Decided otherwise",
			"Another word was first and stands; look at what it was."),
	/** Something that cannot be done to an order now, or any more. */
	ACTION_REFUSED(HttpStatus.CONFLICT, "Not possible now", "The actions of the order's status are what can be done."),
	/** A dead letter that was sent again before. */
	ALREADY_REDRIVEN(HttpStatus.CONFLICT, "Already sent again", "To send it once more, say ?again=true."),
	/** A dead letter that could do harm where it came from. */
	REDRIVE_REFUSED(HttpStatus.CONFLICT, "Not to be sent again", "Leave it, or do by hand what it was for."),
	/** A dead letter that is kept no more. */
	DEAD_LETTER_GONE(HttpStatus.GONE, "Dead letter gone",
			"Dead letters are kept for 60 days, or until somebody empties their topic."),
	/** An order that is not what whoever acts on it thinks. */
	ORDER_CHANGED(HttpStatus.PRECONDITION_FAILED, "The order has gone on",
			"Look where it is, and send the ETag of that as If-Match."),
	/** A method that an address does not have. */
	METHOD_NOT_ALLOWED(HttpStatus.METHOD_NOT_ALLOWED, "Method not allowed",
			"Use a method that the Allow header names."),
	/** A client that takes no JSON. */
	NOT_ACCEPTABLE(HttpStatus.NOT_ACCEPTABLE, "Not acceptable", "Accept application/json."),
	/** A body that does not come. */
	BODY_TOO_SLOW(HttpStatus.REQUEST_TIMEOUT, "Body too slow", "Send the whole body at once."),
	/** A body beyond what an order may have. */
	BODY_TOO_LARGE(HttpStatus.CONTENT_TOO_LARGE, "Body too large",
			"Send at most " + ProblemKind.LARGEST_BODY + " bytes."),
	/** A body that is not JSON in UTF-8. */
	UNSUPPORTED_MEDIA_TYPE(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported media type",
			"Send application/json in UTF-8."),
	/** A body that is compressed, or encoded otherwise. */
	UNSUPPORTED_CONTENT_ENCODING(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "Unsupported content encoding",
			"Send the body as it is, without Content-Encoding."),
	/** Something that is wrong with what is said with an action, by field. */
	INVALID_ACTION(HttpStatus.UNPROCESSABLE_CONTENT, "Invalid action",
			"Mend the fields named in errors and send it again."),
	/** A key that stands for another request. */
	IDEMPOTENCY_KEY_REUSED(HttpStatus.UNPROCESSABLE_CONTENT, "Idempotency-Key already used",
			"This Idempotency-Key belongs to another request. Send this one with a key of its own."),
	/** More of an agent's notices than count. */
	TOO_MANY_NOTICES(HttpStatus.TOO_MANY_REQUESTS, "Too many notices",
			"This agent has reported this cart often enough for this hour; the mark stands without more."),
	/** Guesses at a key. */
	TOO_MANY_WRONG_KEYS(HttpStatus.TOO_MANY_REQUESTS, "Too many wrong keys",
			"Send the right key after the seconds in Retry-After; until then, none from this client is looked at."),
	/** A fault of ours. */
	INTERNAL(HttpStatus.INTERNAL_SERVER_ERROR, "Unexpected error",
			"Send the request again in a moment. Only with an Idempotency-Key is an order sure to be taken once."),
	/** An order to a shop that is closed. */
	SHOP_CLOSED(HttpStatus.SERVICE_UNAVAILABLE, "The shop is closed",
			"Send the order for later, with a time in the field for, or again after the seconds in Retry-After."),
	/** Something that is needed is away. */
	UNAVAILABLE(HttpStatus.SERVICE_UNAVAILABLE, "Not available now",
			"Send the request again after the seconds in Retry-After. Only with an Idempotency-Key is an order sure to be taken once.");

	/** The longest body of a request, in bytes. */
	public static final int LARGEST_BODY = 16 * 1024;

	private final HttpStatus status;

	private final String title;

	private final String detail;

	ProblemKind(HttpStatus status, String title, String detail) {
		this.status = status;
		this.title = title;
		this.detail = detail;
	}

	/**
	 * The kind that tells of a status that Spring or Tomcat chose.
	 * @param status an HTTP status from 400 on
	 * @return the kind that has this status, or {@link #BAD_REQUEST}
	 */
	static ProblemKind of(int status) {
		return switch (status) {
			case 404 -> UNKNOWN_PATH;
			case 405 -> METHOD_NOT_ALLOWED;
			case 406 -> NOT_ACCEPTABLE;
			case 408 -> BODY_TOO_SLOW;
			case 413 -> BODY_TOO_LARGE;
			case 415 -> UNSUPPORTED_MEDIA_TYPE;
			case 500 -> INTERNAL;
			case 503 -> UNAVAILABLE;
			default -> BAD_REQUEST;
		};
	}

	/**
	 * Its HTTP status.
	 * @return a status from 400 on
	 */
	public HttpStatus status() {
		return this.status;
	}

	/**
	 * This kind as it is answered.
	 * @return a new problem
	 */
	public ProblemDetail toProblem() {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(this.status, this.detail);
		problem.setType(URI.create("urn:reparto:problem:" + wireName()));
		problem.setTitle(this.title);
		return problem;
	}

}
