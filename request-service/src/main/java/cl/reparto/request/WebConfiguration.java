package cl.reparto.request;

import java.time.Clock;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

import cl.reparto.service.ProblemReports;

/**
 * What the web server does not do by itself.
 */
@Configuration(proxyBeanMethods = false)
class WebConfiguration {

	@Bean
	Clock clock() {
		return Clock.systemUTC();
	}

	@Bean
	ProblemReports problemReports(JsonMapper mapper) {
		return new ProblemReports(mapper, (status) -> Refusal.of(status).toProblem());
	}

}
