package cl.reparto.request;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import cl.reparto.request.shop.StandInShop;

/**
 * The service of all tests that need no Kafka; before and after each of them nobody has
 * ordered, or said anything of the shop.
 */
class OnStandIns {

	final RunningService service = RunningService.withoutKafka();

	final StandInLog log = this.service.bean(StandInLog.class);

	final StandInShop shop = this.service.bean(StandInShop.class);

	@BeforeEach
	@AfterEach
	void clear() {
		this.log.clear();
		this.shop.clear();
	}

}
