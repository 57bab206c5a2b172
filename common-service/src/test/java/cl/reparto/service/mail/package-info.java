@NullMarked
package cl.reparto.service.mail;

import org.jspecify.annotations.NullMarked;
