package cl.reparto.faults.audit;

/**
 * What a customer was told of an order in the end.
 */
public enum Answer {

	/** Taken (202): it must be there. */
	OK,
	/** Refused (4xx): it must not be there. */
	FAIL,
	/** Neither (503, time-out, reset): it may be there, but then once and whole. */
	UNKNOWN

}
