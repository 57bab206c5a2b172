package cl.reparto.service.keys;

/**
 * A request as a record has it.
 *
 * @param request what was asked for
 * @param at the record's time, in milliseconds since 1970
 */
record RecordedRequest(KeyedRequest request, long at) {
}
