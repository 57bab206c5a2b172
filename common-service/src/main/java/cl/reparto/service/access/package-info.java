/**
 * Who may do what over HTTP, where a key tells.
 * {@link cl.reparto.service.access.ShopAccess} is the door for what is the shop's;
 * {@link cl.reparto.service.access.PageSessions} is for pages.
 */
@NullMarked
package cl.reparto.service.access;

import org.jspecify.annotations.NullMarked;
