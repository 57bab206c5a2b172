/**
 * The honest 404: tells whether there may be an order that the view does not have
 * (decision 10). {@link cl.reparto.notification.status.absence.AbsenceQuestions} is the
 * only door.
 */
@NullMarked
package cl.reparto.notification.status.absence;

import org.jspecify.annotations.NullMarked;
