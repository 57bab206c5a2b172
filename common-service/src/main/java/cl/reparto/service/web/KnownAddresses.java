package cl.reparto.service.web;

/**
 * What a service says to who asks at an address where nothing is, if it is not the
 * orders' addresses.
 *
 * @param detail the addresses that there are, as a sentence
 */
public record KnownAddresses(String detail) {
}
