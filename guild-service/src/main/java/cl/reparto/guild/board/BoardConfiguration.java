package cl.reparto.guild.board;

import cl.reparto.guild.location.Carts;
import cl.reparto.guild.notices.Fugitives;
import cl.reparto.service.process.Worker;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells listeners what the tables tell.
 */
@Configuration(proxyBeanMethods = false)
class BoardConfiguration {

	@Bean
	CartFeed cartFeed(MergedCarts merged, Carts carts, Fugitives fugitives, BoardSettings settings, JsonMapper json) {
		CartFeed feed = new CartFeed(merged::find, settings.watchers(), json, CartFeed.HEARTBEAT);
		carts.onChange((plate, cart) -> feed.changed(plate));
		fugitives.onChange((subject, mark) -> feed.changed(subject));
		return feed;
	}

	/** Ends before the web server waits for its last answers. */
	@Bean
	Worker cartFeedWorker(CartFeed cartFeed, ApplicationEventPublisher events) {
		return new Worker("cart-feed", cartFeed::run, events);
	}

}
