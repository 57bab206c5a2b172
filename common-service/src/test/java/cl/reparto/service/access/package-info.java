@NullMarked
package cl.reparto.service.access;

import org.jspecify.annotations.NullMarked;
