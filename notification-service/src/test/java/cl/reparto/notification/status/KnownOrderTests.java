package cl.reparto.notification.status;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import org.apache.kafka.common.serialization.Serde;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static cl.reparto.notification.status.Orders.anOrderIn;
import static org.assertj.core.api.Assertions.assertThat;

class KnownOrderTests {

	private final Serde<KnownOrder> serde = KnownOrder.serde();

	@ParameterizedTest
	@EnumSource
	void isReadAsItWasKept(Status status) {
		OrderProgress progress = anOrderIn(status);

		KnownOrder read = read(this.serde.serializer().serialize("", KnownOrder.of(progress)));

		assertThat(read).isEqualTo(KnownOrder.of(progress));
	}

	@ParameterizedTest
	@EnumSource
	void isReadAsItWasKeptBeforeThereWasAVersionInFront(Status status) {
		OrderProgress progress = anOrderIn(status);

		KnownOrder read = read(Topics.ORDER_PROCESSING.write(progress));

		assertThat(read).isEqualTo(KnownOrder.of(progress));
	}

	private KnownOrder read(byte[] bytes) {
		return this.serde.deserializer().deserialize("", bytes);
	}

}
