/**
 * The whole system on one machine without Docker: brokers, a mail catcher and the three
 * services, each a process of its own.
 */
@NullMarked
package cl.reparto.local;

import org.jspecify.annotations.NullMarked;
