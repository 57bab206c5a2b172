package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.PersonName;
import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import org.springframework.stereotype.Component;

/**
 * How many notices this instance takes. What comes of more on several instances, or after
 * a restart, is the role's to pass over: it counts the same, exactly.
 */
@Component
public final class NoticeQuota {

	/**
	 * A limit for memory, of some 20 MB. Beyond it, who has not come for long may again.
	 */
	private static final int MOST_REMEMBERED = 100_000;

	private static final Duration HOUR = Duration.ofHours(1);

	private final int quota;

	private final InstantSource clock;

	private final Cache<AgentHour, AtomicInteger> taken;

	NoticeQuota(NoticesSettings settings, InstantSource clock) {
		this.quota = settings.quota();
		this.clock = clock;
		this.taken = Caffeine.newBuilder()
			.maximumSize(MOST_REMEMBERED)
			.expireAfterWrite(HOUR)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.build();
	}

	/**
	 * Takes a notice, or not. All pirates are one here: each has a name that is new.
	 * @param agent who reports
	 * @param subject what, as of {@link CartEvent.Notice#subject()}
	 * @return whether it is within the agent's quota for this hour of the clock
	 */
	public boolean allows(String agent, String subject) {
		boolean pirate = subject.startsWith(CartEvent.Notice.PIRATE);
		AgentHour hour = new AgentHour(PersonName.normalize(agent), pirate ? CartEvent.Notice.PIRATE : subject,
				this.clock.instant().truncatedTo(ChronoUnit.HOURS));
		return this.taken.get(hour, (_) -> new AtomicInteger()).incrementAndGet() <= this.quota;
	}

	/** What is counted. */
	private record AgentHour(String agent, String subject, Instant hour) {
	}

}
