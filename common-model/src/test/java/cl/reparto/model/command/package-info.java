@NullMarked
package cl.reparto.model.command;

import org.jspecify.annotations.NullMarked;
