/**
 * Answers the shop's questions about its orders.
 */
@NullMarked
package cl.reparto.notification.find.http;

import org.jspecify.annotations.NullMarked;
