/**
 * What people see of the guild: carts as every part of it knows them, and the page that
 * shows them. It asks the other packages by their doors and has none itself.
 */
@NullMarked
package cl.reparto.guild.board;

import org.jspecify.annotations.NullMarked;
