package cl.reparto.guild.notices;

import java.time.InstantSource;
import java.util.List;

import cl.reparto.guild.notices.Fugitive.State;
import cl.reparto.guild.view.TableView;
import cl.reparto.service.web.ProblemException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The table of fugitives, what can be seen of it, and how many notices are taken.
 */
@Configuration(proxyBeanMethods = false)
class NoticesConfiguration {

	@Bean
	TableView<Fugitive> fugitiveTable() {
		return new TableView<>("profugos", NoticesRole.PROFUGOS, Fugitives.indexes());
	}

	@Bean
	Fugitives fugitives(TableView<Fugitive> fugitiveTable, MeterRegistry registry) {
		Fugitives fugitives = new Fugitives(fugitiveTable);
		for (State state : List.of(State.DENUNCIADO, State.CONFIRMADO)) {
			Gauge.builder("reparto.gremio.profugos", fugitives, (all) -> count(all, state))
				.description("Carts that are fugitive")
				.tag("estado", state.wireName())
				.register(registry);
		}
		return fugitives;
	}

	/** Until the table is caught up there is nothing to tell. */
	private static double count(Fugitives fugitives, State state) {
		try {
			return fugitives.count(state);
		}
		catch (ProblemException ex) {
			return Double.NaN;
		}
	}

	@Bean
	NoticeQuota noticeQuota(NoticesSettings settings) {
		return new NoticeQuota(settings.quota(), InstantSource.system());
	}

}
