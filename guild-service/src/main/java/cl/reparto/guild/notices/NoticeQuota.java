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

	private final Cache<AgentHour, AtomicInteger> taken;

	NoticeQuota(NoticesSettings settings, InstantSource clock) {
		this.quota = settings.quota();
		this.taken = Caffeine.newBuilder()
			.maximumSize(MOST_REMEMBERED)
			.expireAfterWrite(HOUR)
			.ticker(() -> TimeUnit.MILLISECONDS.toNanos(clock.millis()))
			.build();
	}

	/**
	 * Takes a notice, or not.
	 * @param notice the notice
	 * @return whether it is within its agent's quota for its hour of the clock
	 */
	public boolean allows(CartEvent.Notice notice) {
		return this.taken.get(AgentHour.of(notice), (_) -> new AtomicInteger())
			.getAndUpdate((taken) -> Math.min(taken + 1, this.quota)) < this.quota;
	}

	/**
	 * Takes back that it took a notice, which nobody has.
	 * @param notice one that it allowed
	 */
	public void giveBack(CartEvent.Notice notice) {
		AtomicInteger taken = this.taken.getIfPresent(AgentHour.of(notice));
		if (taken != null) {
			taken.updateAndGet((before) -> Math.max(before - 1, 0));
		}
	}

	/** What is counted. All pirates are one here: each has a name that is new. */
	private record AgentHour(String agent, String subject, Instant hour) {

		static AgentHour of(CartEvent.Notice notice) {
			return new AgentHour(PersonName.normalize(notice.agente()),
					(notice.patente() != null) ? notice.patente() : CartEvent.Notice.PIRATE,
					notice.vistoEn().truncatedTo(ChronoUnit.HOURS));
		}

	}

}
