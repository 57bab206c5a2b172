package cl.reparto.guild.members;

import cl.reparto.model.Json;
import org.junit.jupiter.api.Test;

import static cl.reparto.guild.members.ApplicationBuilder.anApplication;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class ShownMembershipTests {

	/** What was refused at once, since somebody has this number. */
	private static final Membership REFUSED = Membership.of(anApplication().event(), true, false,
			ApplicationBuilder.TIME);

	@Test
	void tellsNobodyWhoseNumberIsKnown() {
		assertThat(shown(REFUSED, false)).contains("\"estado\":\"rechazada\"")
			.doesNotContain("RUT", "motivo", "rut", "correo", "decision\"");
	}

	@Test
	void tellsOfficialsAll() {
		assertThat(shown(REFUSED, true)).contains("RUT", "\"motivo\"", "\"rut\"", "\"correo\"");
	}

	@Test
	void looksTheSameWhoeverRefused() {
		ApplicationBuilder eva = anApplication();
		Membership waiting = Membership.of(eva.event(), false, false, ApplicationBuilder.TIME);

		assertThat(shown(waiting.decided(eva.rejected("no")), false)).doesNotContain("motivo", "decision\"");
	}

	private static String shown(Membership row, boolean official) {
		return new String(Json.write(ShownMembership.of(row, official)), UTF_8);
	}

}
