/**
 * How a service answers: every refusal is a problem (RFC 9457) of one list, whoever
 * refuses.
 */
@NullMarked
package cl.reparto.service.web;

import org.jspecify.annotations.NullMarked;
