package cl.reparto.processing.lifecycle;

import java.util.List;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.command.CommandOutcome;

/**
 * What comes of a command.
 *
 * @param steps every version that the order reaches, oldest first: what was due before,
 * what the command does, and what follows it at once; empty if nothing changes
 * @param outcome what whoever asked is told: the version that the command made, or that
 * which stood in its way
 */
public record Decision(List<OrderProgress> steps, CommandOutcome outcome) {

}
