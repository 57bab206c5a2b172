package cl.reparto.local.order;

import java.time.Duration;

import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;

class OrderBuilderTests {

	@Test
	void isOneOrderInEveryForm() {
		OrderBuilder order = anOrder().named("Sopaipillas").priced("1e3").everyStep(Duration.ofSeconds(5));

		assertThat(order.json()).isEqualTo("""
				{"name":"Sopaipillas","price":1e3,"email":"ana@example.cl"}""");
		assertThat(order.all()).extracting(OrderProgress::status).containsExactlyElementsOf(Status.STEPS);
		assertThat(order.all()).extracting(OrderProgress::request).containsOnly(order.requested());
		assertThat(order.at(Status.ENTREGANDO).reachedAt()).isEqualTo(OrderBuilder.TIME.plusSeconds(10));
	}

}
