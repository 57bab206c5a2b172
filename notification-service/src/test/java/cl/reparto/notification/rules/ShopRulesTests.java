package cl.reparto.notification.rules;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.OrderRequested;
import cl.reparto.model.Status;
import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.ActionRules.Allowed;
import cl.reparto.model.command.ActionRules.Mover;
import cl.reparto.model.command.ActionRules.Situation;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.model.command.Stages;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import org.springframework.boot.test.context.runner.ApplicationContextRunner;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class ShopRulesTests {

	private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

	private final ApplicationContextRunner settings = new ApplicationContextRunner()
		.withUserConfiguration(RulesConfiguration.class);

	@ParameterizedTest
	@CsvSource({ "RECIBIDO, 10", "PREPARANDO, 5", "ENTREGANDO, 0" })
	void expectsTheEndWhenTheStagesThatAreLeftAreOver(Status status, int seconds) {
		OrderProgress order = anOrder().at(status);

		assertThat(ShopRules.DEFAULT.expectedAt(order)).isEqualTo(order.dueAt().plusSeconds(seconds));
	}

	@Test
	void expectsNothingAtAnEnd() {
		assertThat(ShopRules.DEFAULT.expectedAt(anOrder().at(Status.FINALIZADO))).isNull();
		assertThat(ShopRules.DEFAULT.expectedAt(anOrder().at(Status.RECIBIDO).cancelled(Actor.SHOP, NOW, "no hay más")))
			.isNull();
	}

	@Test
	void expectsStagesToLastAsThePaceOfTheOrderSays() {
		OrderRequested request = new OrderRequested(anOrder().id(), "sopaipillas", BigDecimal.TEN, "ana@example.cl",
				NOW, null, new BigDecimal("1.5"));

		assertThat(ShopRules.DEFAULT.expectedAt(OrderProgress.received(request, NOW, NOW.plusSeconds(3))))
			.isEqualTo(NOW.plusSeconds(18));
	}

	@Test
	void isAsItIsSet() {
		this.settings
			.withPropertyValues("reparto.stages.entregando=1m", "reparto.actions.moves.recibido=shop",
					"reparto.actions.cancel-until=preparando", "reparto.actions.recall-within=10s")
			.run((context) -> {
				ShopRules rules = context.getBean(ShopRules.class);
				OrderProgress order = anOrder().at(Status.PREPARANDO);
				Situation situation = new Situation(order.history(), order.dueAt());
				assertThat(rules.expectedAt(order)).isEqualTo(order.dueAt().plusSeconds(60));
				assertThat(rules.actions(Actor.CUSTOMER, situation, NOW))
					.containsExactly(new Allowed(Action.CANCEL, order.dueAt()));
				assertThat(rules).hasToString(new ShopRules(
						new Stages(Duration.ofSeconds(2), Duration.ofSeconds(5), Duration.ofMinutes(1)),
						new ActionRules(Map.of(Status.RECIBIDO, Mover.SHOP), Status.PREPARANDO, Duration.ofSeconds(10)))
					.toString());
			});
	}

	@Test
	void isAsProcessingServiceIsWhereNothingIsSet() {
		this.settings
			.run((context) -> assertThat(context.getBean(ShopRules.class)).hasToString(ShopRules.DEFAULT.toString()));
	}

}
