package cl.reparto.guild.members;

import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

import cl.reparto.guild.events.MemberEvent.Application;
import cl.reparto.guild.events.MemberEvent.Decision;
import org.jspecify.annotations.Nullable;

/**
 * An applicant unlike all before, unless told otherwise.
 *
 * @param id the application's id
 * @param rut the applicant's number
 * @param patente the cart's plate
 * @param premium whether they pay not to wait
 */
record ApplicationBuilder(UUID id, String rut, String patente, boolean premium) {

	static final Instant TIME = Instant.parse("2026-11-27T12:00:00Z");

	private static final AtomicInteger NUMBER = new AtomicInteger();

	static ApplicationBuilder anApplication() {
		int number = NUMBER.incrementAndGet();
		return new ApplicationBuilder(UUID.randomUUID(), rut(number), "P-" + number, false);
	}

	/**
	 * A number with its check digit.
	 * @param digits the others
	 * @return as {@code Rut} writes it
	 */
	static String rut(int digits) {
		int sum = 0;
		int weight = 2;
		for (int rest = digits; rest > 0; rest /= 10) {
			sum += rest % 10 * weight;
			weight = (weight == 7) ? 2 : weight + 1;
		}
		return digits + "-" + "0123456789K".charAt((11 - sum % 11) % 11);
	}

	ApplicationBuilder payingNotToWait() {
		return new ApplicationBuilder(this.id, this.rut, this.patente, true);
	}

	ApplicationBuilder withRutOf(ApplicationBuilder other) {
		return new ApplicationBuilder(this.id, other.rut, this.patente, this.premium);
	}

	ApplicationBuilder withPlateOf(ApplicationBuilder other) {
		return new ApplicationBuilder(this.id, this.rut, other.patente, this.premium);
	}

	String key() {
		return this.id.toString();
	}

	Application event() {
		return at(TIME);
	}

	Application at(Instant time) {
		return new Application(this.id, "Ana", "Rojas", this.rut, "ana@example.cl", this.patente, this.premium, time);
	}

	Decision accepted() {
		return decided(true, null);
	}

	Decision rejected(@Nullable String why) {
		return decided(false, why);
	}

	private Decision decided(boolean accepted, @Nullable String why) {
		return new Decision(this.id, UUID.randomUUID(), accepted, why, TIME.plusSeconds(60));
	}

}
