@NullMarked
package cl.reparto.service.shop;

import org.jspecify.annotations.NullMarked;
