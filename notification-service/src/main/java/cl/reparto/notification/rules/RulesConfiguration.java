package cl.reparto.notification.rules;

import cl.reparto.model.command.ActionRules;

import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/**
 * Puts the rules together.
 */
@Configuration(proxyBeanMethods = false)
class RulesConfiguration {

	/** The model has no annotations of Spring's, by which they would bind themselves. */
	@Bean
	ShopRules shopRules(StageLengths stages, Environment settings) {
		return new ShopRules(stages, Binder.get(settings).bindOrCreate("reparto.actions", ActionRules.class));
	}

}
