package cl.reparto.request.shop;

import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.stereotype.Component;

import cl.reparto.service.shop.ShopLog;

/**
 * Whether it is known what was said of the shop. Whether that is open is no matter of
 * health.
 */
@Component("shopState")
final class ShopHealth implements HealthIndicator {

	private final ShopLog log;

	ShopHealth(ShopLog log) {
		this.log = log;
	}

	@Override
	public Health health() {
		return this.log.newest().isPresent() ? Health.up().build()
				: Health.outOfService()
					.withDetail("reason", ShopLog.TOPIC.name() + " is not read to its end yet")
					.build();
	}

}
