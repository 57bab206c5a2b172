package cl.reparto.notification.status;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class StoredStatusTests {

	private final Serde<StoredStatus> serde = StoredStatus.serde();

	@ParameterizedTest
	@EnumSource
	void isReadAsItWasKept(Status status) {
		OrderProgress progress = anOrder().at(status);

		byte[] kept = this.serde.serializer().serialize("", StoredStatus.of(progress));

		assertThat(this.serde.deserializer().deserialize("", kept)).isEqualTo(StoredStatus.of(progress));
	}

}
