package cl.reparto.request.keys;

/**
 * What a customer calls a request, to be able to repeat it
 * (draft-ietf-httpapi-idempotency-key-header).
 *
 * @param text 1 to 255 printable ASCII characters
 */
public record IdempotencyKey(String text) {
}
