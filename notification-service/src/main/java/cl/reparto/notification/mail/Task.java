package cl.reparto.notification.mail;

/**
 * What a lane has to do about one record of {@code order_processing}.
 */
sealed interface Task permits Letter, Note, Poison {

	/**
	 * The record that this is about.
	 * @return its place, which cannot be committed past until the task is done
	 */
	Place place();

	/**
	 * What the task must wait in line with: of two tasks with equal lines, the later one
	 * begins when the earlier one is done.
	 * @return the order's id, if there is one
	 */
	Object line();

}
