/**
 * Where people act on orders. {@link cl.reparto.notification.command.OrderActs} is the
 * door: it writes down what is asked ({@code order_commands}), and waits for what
 * processing-service decides ({@code order_command_outcomes}).
 */
@NullMarked
package cl.reparto.notification.command;

import org.jspecify.annotations.NullMarked;
