package cl.reparto.guild.http;

import java.time.InstantSource;

import cl.reparto.service.access.AccessKey;
import cl.reparto.service.access.PageSessions;
import cl.reparto.service.web.KnownAddresses;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.filter.ShallowEtagHeaderFilter;

/**
 * What the guild's addresses have in common.
 */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

	@Bean
	AccessKey guildKey(OfficialsSettings settings, InstantSource clock) {
		return new AccessKey(settings.key(), clock);
	}

	@Bean
	PageSessions pageSessions(AccessKey guildKey, InstantSource clock) {
		return new PageSessions("gremio", guildKey, clock);
	}

	@Bean
	KnownAddresses knownAddresses() {
		return new KnownAddresses("The guild takes POST /miembros, /ventas, /ubicaciones and /avisos; it shows "
				+ "/solicitudes, /miembros/{patente}, /ventas-diarias, /stock, /reposiciones, /profugos, /carritos "
				+ "and the page /gremio.");
	}

	/**
	 * Who asks again for what has not changed gets 304. Of carts nothing is to be kept,
	 * and what they tell as they move has no end that could be waited for.
	 */
	@Bean
	FilterRegistrationBean<ShallowEtagHeaderFilter> etags() {
		var etags = new FilterRegistrationBean<>(new ShallowEtagHeaderFilter());
		etags.addUrlPatterns("/solicitudes", "/miembros/*", "/ventas-diarias", "/stock", "/reposiciones", "/profugos");
		return etags;
	}

}
