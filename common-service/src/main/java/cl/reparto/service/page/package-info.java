/**
 * What pages for people have alike: their languages, their forms and how they are
 * answered.
 */
@NullMarked
package cl.reparto.service.page;

import org.jspecify.annotations.NullMarked;
