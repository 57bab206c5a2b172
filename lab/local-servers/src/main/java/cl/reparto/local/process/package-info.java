/**
 * Programs as processes of this machine that do not outlive us.
 */
@NullMarked
package cl.reparto.local.process;

import org.jspecify.annotations.NullMarked;
