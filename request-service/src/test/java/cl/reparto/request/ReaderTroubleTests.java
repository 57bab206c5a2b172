package cl.reparto.request;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

import cl.reparto.local.broker.TestKafka;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service when orders cannot be read back, for a while or for good.
 */
@Tag("kafka")
class ReaderTroubleTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final TestKafka kafka = TestKafka.shared();

	@Test
	void beginsAgainAfterTroubleWithKafka() {
		try (RunningService service = start(FailsOnce.class)) {
			await().atMost(SOON).until(service::isReady);

			assertThat(service.isAlive()).isTrue();
			assertThat(service.post(anOrder().json(), "Idempotency-Key", "after trouble").statusCode()).isEqualTo(202);
		}
	}

	@Test
	void saysThatItIsDeadWhenItCannotGoOn() {
		try (RunningService service = start(Breaks.class)) {
			await().atMost(SOON).until(() -> !service.isAlive());

			assertThat(service.isReady()).isFalse();
		}
	}

	private RunningService start(Class<?> trouble) {
		return RunningService.start(List.of(trouble), this.kafka.bootstrapServers());
	}

	@TestConfiguration(proxyBeanMethods = false)
	static class FailsOnce {

		@Bean
		DefaultKafkaConsumerFactoryCustomizer trouble() {
			AtomicBoolean failed = new AtomicBoolean();
			return (factory) -> factory.addPostProcessor((consumer) -> {
				if (!failed.getAndSet(true)) {
					consumer.close();
					throw new KafkaException("planted");
				}
				return consumer;
			});
		}

	}

	@TestConfiguration(proxyBeanMethods = false)
	static class Breaks {

		@Bean
		DefaultKafkaConsumerFactoryCustomizer trouble() {
			return (factory) -> factory.addPostProcessor((consumer) -> {
				consumer.close();
				throw new IllegalStateException("planted");
			});
		}

	}

}
