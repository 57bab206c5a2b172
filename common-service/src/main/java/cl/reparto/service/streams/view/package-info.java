/**
 * How far an instance has read the topics that its view is made of, and whether that is
 * all that anybody can have read (decision 21).
 */
@NullMarked
package cl.reparto.service.streams.view;

import org.jspecify.annotations.NullMarked;
