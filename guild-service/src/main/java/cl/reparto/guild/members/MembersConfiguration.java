package cl.reparto.guild.members;

import cl.reparto.guild.view.TableView;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Adds the members to what every instance knows.
 */
@Configuration(proxyBeanMethods = false)
class MembersConfiguration {

	@Bean
	TableView<Membership> members() {
		return Applications.table();
	}

}
