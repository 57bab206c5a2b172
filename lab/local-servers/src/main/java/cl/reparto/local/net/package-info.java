/**
 * Servers within this JVM.
 */
@NullMarked
package cl.reparto.local.net;

import org.jspecify.annotations.NullMarked;
