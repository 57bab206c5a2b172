/**
 * What the shop has set that customers are told of: how long stages last, and who may do
 * what. {@link cl.reparto.notification.rules.ShopRules} is the door.
 */
@NullMarked
package cl.reparto.notification.rules;

import org.jspecify.annotations.NullMarked;
