/**
 * What people ask of orders, what comes of it, and who may ask for what.
 */
@NullMarked
package cl.reparto.model.command;

import org.jspecify.annotations.NullMarked;
