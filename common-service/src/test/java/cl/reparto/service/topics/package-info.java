@NullMarked
package cl.reparto.service.topics;

import org.jspecify.annotations.NullMarked;
