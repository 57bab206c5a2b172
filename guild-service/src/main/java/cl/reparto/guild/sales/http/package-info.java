/**
 * How people see what carts sold: JSON, or a table for spreadsheets.
 */
@NullMarked
package cl.reparto.guild.sales.http;

import org.jspecify.annotations.NullMarked;
