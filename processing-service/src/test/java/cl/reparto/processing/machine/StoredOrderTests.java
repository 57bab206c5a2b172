package cl.reparto.processing.machine;

import java.time.Instant;
import java.util.HexFormat;
import java.util.UUID;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.Topics;
import cl.reparto.model.UnreadableEventException;
import cl.reparto.processing.machine.StoredOrder.End;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.TIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is kept of an order, byte for byte: the next version has to read it. */
class StoredOrderTests {

	/** Of the version that knew one end only. */
	private static final String WITHOUT_END = "01" + "7fffffffffffffff" + "c345f7cb02aeadeba87a994c15a27582";

	private final OrderBuilder order = OrderBuilder.anOrder()
		.id(UUID.fromString("0bba5b0c-8ca9-41dc-894a-2b63a51650a0"));

	@Test
	void keepsHowAnOrderEnded() {
		OrderProgress cancelled = this.order.at(Status.PREPARANDO)
			.cancelled(Actor.SHOP, TIME.plusSeconds(9_000), "ya no");

		byte[] stored = StoredOrder.of(cancelled, Topics.ORDER_PROCESSING.write(cancelled));

		assertThat(HexFormat.of().formatHex(stored)).isEqualTo(WITHOUT_END + "0305");
		assertThat(StoredOrder.end(stored)).isEqualTo(new End(3, Status.CANCELADO));
		assertThat(StoredOrder.isOf(stored, this.order.requested())).isTrue();
		assertThat(StoredOrder.isForgotten(stored)).isFalse();
	}

	@Test
	void keepsHowAnOrderEndedWhenItIsForgotten() {
		OrderProgress finished = this.order.at(Status.FINALIZADO);
		byte[] stored = StoredOrder.of(finished, Topics.ORDER_PROCESSING.write(finished));

		byte[] forgotten = StoredOrder.forgotten(stored, Instant.ofEpochMilli(255));

		assertThat(HexFormat.of().formatHex(forgotten))
			.isEqualTo(WITHOUT_END.replace("7fffffffffffffff", "00000000000000ff") + "0404");
		assertThat(StoredOrder.isForgotten(forgotten)).isTrue();
	}

	@Test
	void readsWhatTheVersionBeforeHasKept() {
		byte[] stored = HexFormat.of().parseHex(WITHOUT_END);

		assertThat(StoredOrder.end(stored)).isEqualTo(new End(4, Status.FINALIZADO));
		assertThat(StoredOrder.isOf(stored, this.order.requested())).isTrue();
		assertThat(StoredOrder.isForgotten(stored)).isFalse();
		assertThat(StoredOrder.isForgotten(StoredOrder.forgotten(stored, TIME))).isTrue();
	}

	@Test
	void saysThatItDoesNotKnowAnEndOfAnotherVersion() {
		byte[] stored = HexFormat.of().parseHex(WITHOUT_END + "0309");

		assertThatThrownBy(() -> StoredOrder.end(stored)).isInstanceOf(UnreadableEventException.class);
	}

	@Test
	void keepsAnOrderWholeThatGoesOn() {
		byte[] event = Topics.ORDER_PROCESSING.write(this.order.at(Status.ENTREGANDO));

		assertThat(StoredOrder.of(this.order.at(Status.ENTREGANDO), event)).isSameAs(event);
	}

}
