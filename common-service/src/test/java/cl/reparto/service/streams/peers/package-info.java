@NullMarked
package cl.reparto.service.streams.peers;

import org.jspecify.annotations.NullMarked;
