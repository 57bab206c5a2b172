package cl.reparto.processing;

import java.time.Duration;
import java.util.Map;

import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.Stages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ProcessingSettingsTests {

	@Test
	void hasTheDefaultsOfTheDemo() {
		ProcessingSettings settings = bind(Map.of());

		assertThat(settings.stages())
			.isEqualTo(new Stages(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofSeconds(5)));
		assertThat(settings.retention()).isEqualTo(Duration.ofDays(30));
	}

	@Test
	void takesStagesOfNoLengthAndOfHours() {
		ProcessingSettings settings = bind(Map.of("reparto.stages.recibido", "0s", "reparto.stages.preparando", "36h"));

		assertThat(settings.stages()).isEqualTo(new Stages(Duration.ZERO, Duration.ofHours(36), Duration.ofSeconds(5)));
	}

	@Test
	void leavesOrdersToTheTimerUnlessSomebodySaysOtherwise() {
		assertThat(bind(Map.of()).actions()).isEqualTo(ActionRules.DEFAULT);
	}

	@Test
	void takesWhoMovesOrdersAndUntilWhen() {
		ProcessingSettings settings = bind(
				Map.of("reparto.actions.moves.preparando", "shop", "reparto.actions.moves.entregando", "either",
						"reparto.actions.cancel-until", "preparando", "reparto.actions.recall-within", "10s"));

		assertThat(settings.actions())
			.isEqualTo(new ActionRules(Map.of(Status.PREPARANDO, Mover.SHOP, Status.ENTREGANDO, Mover.EITHER),
					Status.PREPARANDO, Duration.ofSeconds(10)));
	}

	@ParameterizedTest
	@CsvSource({ "reparto.stages.recibido,-1s", "reparto.stages.entregando,8d", "reparto.retention,31d",
			"reparto.retention,-1s", "reparto.tick,0s", "reparto.tick,11s", "reparto.actions.cancel-until,finalizado",
			"reparto.actions.recall-within,11m" })
	void refusesWhatCannotBeKept(String property, String value) {
		assertThatThrownBy(() -> bind(Map.of(property, value))).rootCause().hasMessageContaining(property);
	}

	private static ProcessingSettings bind(Map<String, String> properties) {
		return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("reparto",
				ProcessingSettings.class);
	}

}
