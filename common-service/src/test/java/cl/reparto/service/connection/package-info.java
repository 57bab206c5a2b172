@NullMarked
package cl.reparto.service.connection;

import org.jspecify.annotations.NullMarked;
