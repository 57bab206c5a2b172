/**
 * Tells where an order is: over HTTP ({@code status}) and by mail ({@code mail}). The two
 * do not know each other.
 */
@NullMarked
package cl.reparto.notification;

import org.jspecify.annotations.NullMarked;
