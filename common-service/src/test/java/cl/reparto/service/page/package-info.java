@NullMarked
package cl.reparto.service.page;

import org.jspecify.annotations.NullMarked;
