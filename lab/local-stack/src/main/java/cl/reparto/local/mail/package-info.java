/**
 * A mail server that keeps what it gets, and a page to read it on.
 */
@NullMarked
package cl.reparto.local.mail;

import org.jspecify.annotations.NullMarked;
