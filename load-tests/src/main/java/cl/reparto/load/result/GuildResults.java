package cl.reparto.load.result;

import java.util.List;

/**
 * All that was measured of the guild in one run.
 *
 * @param goals what it was to reach
 * @param baselines what the same machine can do, and what the guild does of it
 * @param scaled what more cores, instances and lanes bring
 */
public record GuildResults(List<Goal> goals, Baselines baselines, List<ScaledGuild> scaled) {
}
