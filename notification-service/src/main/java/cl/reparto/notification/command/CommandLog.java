package cl.reparto.notification.command;

import cl.reparto.model.command.OrderCommand;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;

/**
 * Where commands are kept until they are decided.
 */
interface CommandLog {

	/**
	 * Keeps a command. Once this returns it is going to be decided.
	 * @param command the command
	 * @param partition where its order lives
	 * @throws ProblemException as {@link ProblemKind#UNAVAILABLE} if it is not known to
	 * be kept; it may be all the same
	 */
	void append(OrderCommand command, int partition);

}
