@NullMarked
package cl.reparto.model;

import org.jspecify.annotations.NullMarked;
