@NullMarked
package cl.reparto.service.streams.view;

import org.jspecify.annotations.NullMarked;
