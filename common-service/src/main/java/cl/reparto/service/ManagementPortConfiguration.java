package cl.reparto.service;

import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ProblemDetail;

/**
 * What the web server of the actuator's own port has, which takes no customizer from the
 * service's.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementPortConfiguration {

	@Bean
	ProblemReports managementProblemReports(JsonMapper mapper) {
		return new ProblemReports(mapper, ProblemDetail::forStatus);
	}

}
