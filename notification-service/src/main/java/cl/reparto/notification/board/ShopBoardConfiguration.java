package cl.reparto.notification.board;

import cl.reparto.notification.find.OrderIndex;
import cl.reparto.service.shop.ShopLog;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Tells boards what the index tells, and what is said of the shop.
 */
@Configuration(proxyBeanMethods = false)
class ShopBoardConfiguration {

	@Bean
	BoardChanges boardChanges(OrderIndex index, ShopLog shop) {
		BoardChanges changes = new BoardChanges();
		index.onChange((_) -> changes.changed());
		shop.onChange(changes::changed);
		return changes;
	}

}
