package cl.reparto.processing;

import java.time.Duration;

import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.Stages;
import org.jspecify.annotations.Nullable;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What people set.
 *
 * @param stages how long an order stays in each status
 * @param actions who may move, delay, recall and cancel orders, and until when
 * @param retention how long a order is shown after its end; its id is remembered longer
 * @param tick how often due orders are looked for; the precision of a stage
 * @param instance this instance's own name, if it keeps one through restarts: then its
 * partitions wait for it a moment instead of moving away and back (KIP-345)
 */
@ConfigurationProperties("reparto")
record ProcessingSettings(@DefaultValue Stages stages, @DefaultValue ActionRules actions,
		@DefaultValue("30d") Duration retention, @DefaultValue("10ms") Duration tick, @Nullable String instance) {

	private static final Duration LONGEST_RETENTION = Duration.ofDays(30);

	ProcessingSettings {
		if (retention.isNegative() || retention.compareTo(LONGEST_RETENTION) > 0) {
			throw new IllegalArgumentException(
					"reparto.retention must be from 0s to " + LONGEST_RETENTION.toDays() + "d, not " + retention);
		}
		if (tick.compareTo(Duration.ofMillis(1)) < 0 || tick.compareTo(Duration.ofSeconds(10)) > 0) {
			throw new IllegalArgumentException("reparto.tick must be from 1ms to 10s, not " + tick);
		}
	}

}
