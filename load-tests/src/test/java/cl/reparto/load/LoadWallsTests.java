package cl.reparto.load;

import java.util.Map;
import java.util.Set;

import cl.reparto.local.walls.Walls;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LoadWallsTests {

	private static final Walls LOAD = Walls.below("cl.reparto.load");

	@Test
	void eachPackageSeesOnlyThoseBelowIt() {
		assertThat(LOAD.sights()).isEqualTo(Map.of(".", Set.of("noop", "trial", "guild", "orders", "loop", "result"),
				"guild", Set.of("trial", "loop", "result"), "report", Set.of("result"), "trial",
				Set.of("orders", "loop", "result"), "orders", Set.of("result"), "loop", Set.of("result")));
	}

	@Test
	void eachPackageShowsOnlyItsDoors() {
		Map<String, Set<String>> doors = LOAD.doors();
		doors.remove("result");

		assertThat(doors).isEqualTo(
				Map.of("loop", Set.of("Client", "Contender", "Customer", "EventListeners", "Timing", "Turns"), "guild",
						Set.of("CartMessages", "CartTraffic", "GuildLayout", "GuildScaling", "LostCarts",
								"SalesDayAnew"),
						"noop", Set.of("NoOpService"), "orders",
						Set.of("DataSet", "GatlingLoad", "OrderSimulation", "Post", "Row"), "report",
						Set.of("GuildReport", "HtmlReport"), "trial",
						Set.of("BacklogTrial", "BurstTrial", "CommandTrial", "FinishedOrder", "Footprint",
								"ScenarioTrial", "SystemUnderLoad", "TopicTail")));
	}

}
