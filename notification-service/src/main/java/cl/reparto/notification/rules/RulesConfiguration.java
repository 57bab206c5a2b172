package cl.reparto.notification.rules;

import cl.reparto.model.command.ActionRules;
import cl.reparto.model.command.Stages;

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
	ActionRules actionRules(Environment settings) {
		return Binder.get(settings).bindOrCreate("reparto.actions", ActionRules.class);
	}

	@Bean
	ShopRules shopRules(Environment settings, ActionRules actions) {
		return new ShopRules(Binder.get(settings).bindOrCreate("reparto.stages", Stages.class), actions);
	}

}
