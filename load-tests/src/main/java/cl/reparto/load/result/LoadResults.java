package cl.reparto.load.result;

import java.util.List;

/**
 * All that was measured in one run.
 *
 * @param outcomes of each scenario
 * @param baselines what the same machine can do
 * @param goals what the system was to reach
 */
public record LoadResults(List<Outcome> outcomes, Baselines baselines, List<Goal> goals) {
}
