/**
 * What the customer gets to read.
 * {@link cl.reparto.notification.mail.letter.LetterWriter} is the door: it makes the mail
 * about a version of an order.
 */
@NullMarked
package cl.reparto.notification.mail.letter;

import org.jspecify.annotations.NullMarked;
