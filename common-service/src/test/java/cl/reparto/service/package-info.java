@NullMarked
package cl.reparto.service;

import org.jspecify.annotations.NullMarked;
