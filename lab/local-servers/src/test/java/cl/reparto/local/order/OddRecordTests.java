package cl.reparto.local.order;

import cl.reparto.model.UnreadableEventException;
import cl.reparto.model.command.CommandTopics;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class OddRecordTests {

	@ParameterizedTest
	@MethodSource("badCommands")
	void aBadCommandIsBadForWhatItSays(OddRecord bad) {
		assertThatExceptionOfType(UnreadableEventException.class)
			.isThrownBy(() -> CommandTopics.ORDER_COMMANDS.read(bad.record().value()))
			.withMessageContaining(bad.why());
	}

	@ParameterizedTest
	@MethodSource("goodCommands")
	void aGoodCommandCancelsItsOrder(OddRecord good) {
		assertThat(CommandTopics.ORDER_COMMANDS.read(good.record().value()).order()).isEqualTo(good.order().id());
	}

	/** A key is the reader's to judge. */
	static Stream<OddRecord> badCommands() {
		return OddRecord.commands(OrderBuilder::anOrder)
			.filter((odd) -> odd.why() != null && odd.record().value() != null)
			.filter((odd) -> odd.record().key() != null && !odd.sentence().startsWith("its key"));
	}

	static Stream<OddRecord> goodCommands() {
		return OddRecord.commands(OrderBuilder::anOrder).filter((odd) -> odd.why() == null);
	}

}
