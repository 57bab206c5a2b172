package cl.reparto.guild.notices;

import java.time.Instant;
import java.util.UUID;

import cl.reparto.guild.events.CartEvent.Notice;
import cl.reparto.guild.events.Place;
import org.jspecify.annotations.Nullable;

/**
 * Notices for tests.
 *
 * @param id the notice's id
 * @param plate the cart's; null for a pirate
 * @param agent who has seen it
 * @param seen when
 */
record NoticeBuilder(UUID id, @Nullable String plate, String agent, Instant seen) {

	static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

	static final String CART = "KLZX-12";

	static final Place HERE = new Place(-33.44, -70.66);

	/** A new one of the same cart, agent and time as all others. */
	static NoticeBuilder aNotice() {
		return new NoticeBuilder(UUID.randomUUID(), CART, "Ana", TIME);
	}

	NoticeBuilder by(String other) {
		return new NoticeBuilder(this.id, this.plate, other, this.seen);
	}

	NoticeBuilder at(Instant other) {
		return new NoticeBuilder(this.id, this.plate, this.agent, other);
	}

	NoticeBuilder of(@Nullable String other) {
		return new NoticeBuilder(this.id, other, this.agent, this.seen);
	}

	Notice build() {
		return new Notice(this.id, this.plate, HERE, this.agent, "va sin luces", this.seen);
	}

}
