/**
 * How a service makes its topics and waits for those of others.
 */
@NullMarked
package cl.reparto.service.topics;

import org.jspecify.annotations.NullMarked;
