/**
 * How instances learn at once that another has died, and take over what it had (decision
 * 26).
 */
@NullMarked
package cl.reparto.service.streams.peers;

import org.jspecify.annotations.NullMarked;
