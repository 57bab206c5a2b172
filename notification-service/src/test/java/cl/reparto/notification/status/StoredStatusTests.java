package cl.reparto.notification.status;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.notification.rules.ShopRules;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class StoredStatusTests {

	private final OrderBuilder order = anOrder();

	private final Serde<StoredStatus> serde = StoredStatus.serde();

	@ParameterizedTest
	@EnumSource
	void isReadAsItWasKept(Status status) {
		StoredStatus order = StoredStatus.of(at(status), 70_000, ShopRules.DEFAULT);

		byte[] kept = this.serde.serializer().serialize("", order);

		assertThat(this.serde.deserializer().deserialize("", kept)).isEqualTo(order);
		assertThat(order.status()).isEqualTo(status);
	}

	@ParameterizedTest
	@EnumSource
	void isReadAsItWasTold(Status status) {
		OrderStatus told = OrderStatus.of(at(status), ShopRules.DEFAULT);

		assertThat(StatusesForTests.stored(at(status)).order()).isEqualTo(told);
	}

	private OrderProgress at(Status status) {
		return (status != Status.CANCELADO) ? this.order.at(status)
				: this.order.at(Status.RECIBIDO).cancelled(Actor.CUSTOMER, OrderBuilder.TIME, "me equivoqué");
	}

}
