package cl.reparto.guild.events;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PersonNameTests {

	/** Else one person is three agents, and three confirm a fugitive. */
	@ParameterizedTest
	@ValueSource(strings = { "JOSÉ PÉREZ", " jos\u00e9 p\u00e9rez ", "Jose\u0301 Pe\u0301rez", "Jos\u200bé  Pérez",
			"José\u00a0Pérez" })
	void knowsAPersonHoweverTheNameIsWritten(String name) {
		assertThat(PersonName.normalize(name)).isEqualTo("josé pérez");
	}

}
