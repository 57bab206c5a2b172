@NullMarked
package cl.reparto.service.web;

import org.jspecify.annotations.NullMarked;
