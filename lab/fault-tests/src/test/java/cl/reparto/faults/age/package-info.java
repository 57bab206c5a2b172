/**
 * What a system meets in its first year: other versions of itself, and time.
 */
@NullMarked
package cl.reparto.faults.age;

import org.jspecify.annotations.NullMarked;
