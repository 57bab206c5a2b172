/**
 * What mail servers say, for each service that sends mails.
 */
@NullMarked
package cl.reparto.service.mail;

import org.jspecify.annotations.NullMarked;
