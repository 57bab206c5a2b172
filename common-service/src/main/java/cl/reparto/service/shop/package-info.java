/**
 * What the shop's people say of it, on a topic that every instance of the services that
 * need it follows and on which each may say more. {@link cl.reparto.service.shop.ShopLog}
 * is the door.
 */
@NullMarked
package cl.reparto.service.shop;

import org.jspecify.annotations.NullMarked;
