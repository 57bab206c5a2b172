package cl.reparto.model.command;

import cl.reparto.model.Topic;
import cl.reparto.model.Topics;

/**
 * The topics by which people act on orders. Each has one writer, which also makes it.
 */
public final class CommandTopics {

	/**
	 * What people ask of orders; written by notification-service, which knows where an
	 * order lives.
	 */
	public static final Topic<OrderCommand> ORDER_COMMANDS = Topics.topic("order_commands", OrderCommand.class);

	/** What came of it; written by processing-service. */
	public static final Topic<CommandOutcome> ORDER_COMMAND_OUTCOMES = Topics.topic("order_command_outcomes",
			CommandOutcome.class);

	/** Commands that processing-service refused, because they are none. */
	public static final Topic<byte[]> ORDER_COMMANDS_DLT = Topics.deadLetters(ORDER_COMMANDS);

	/** What people ask of an order's mails; written by them. */
	public static final Topic<MailCommand> ORDER_MAIL_COMMANDS = Topics.topic("order_mail_commands", MailCommand.class);

	private CommandTopics() {
	}

}
