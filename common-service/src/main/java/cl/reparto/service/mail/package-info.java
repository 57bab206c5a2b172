/**
 * What mail servers say, and what is safe to tell them, for each service that sends
 * mails.
 */
@NullMarked
package cl.reparto.service.mail;

import org.jspecify.annotations.NullMarked;
