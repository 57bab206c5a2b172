/**
 * What a task does when its time has come, and not before: an index by time, and who
 * looks at it.
 */
@NullMarked
package cl.reparto.service.streams.timers;

import org.jspecify.annotations.NullMarked;
