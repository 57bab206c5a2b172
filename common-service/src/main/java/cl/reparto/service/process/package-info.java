/**
 * What a service does as a process: it works in the background, says what troubles it,
 * and ends when it is broken.
 */
@NullMarked
package cl.reparto.service.process;

import org.jspecify.annotations.NullMarked;
