/**
 * What it takes to start a stack. The door is {@link StackProcesses}.
 */
@NullMarked
package cl.reparto.local.start;

import org.jspecify.annotations.NullMarked;
