/**
 * A mail server for tests that does as it is told.
 */
@NullMarked
package cl.reparto.local.smtp;

import org.jspecify.annotations.NullMarked;
