package cl.reparto.request;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

import org.apache.kafka.common.KafkaException;
import org.junit.jupiter.api.Test;

import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.LivenessState;
import org.springframework.boot.kafka.autoconfigure.DefaultKafkaConsumerFactoryCustomizer;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationListener;
import org.springframework.context.annotation.Bean;

import cl.reparto.local.broker.TestKafka;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service when orders cannot be read back, for a while or for good.
 */
class ReaderTroubleTests {

	private static final Duration SOON = Duration.ofSeconds(30);

	private final TestKafka kafka = TestKafka.shared();

	@Test
	void beginsAgainAfterTroubleWithKafka() {
		try (RunningService service = start(List.of(FailsOnce.class))) {
			await().atMost(SOON).until(service::isReady);

			assertThat(service.isAlive()).isTrue();
			assertThat(service.post(anOrder().json(), "Idempotency-Key", "after trouble").statusCode()).isEqualTo(202);
		}
	}

	@Test
	void isBrokenWhenItCannotGoOn() {
		try (RunningService service = start(List.of(Breaks.class, Broken.class))) {
			await().atMost(SOON).until(service.bean(Broken.class)::isSo);

			assertThat(service.isReady()).isFalse();
		}
	}

	private RunningService start(List<Class<?>> standIns) {
		return RunningService.start(standIns, this.kafka.bootstrapServers());
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

	/**
	 * Told as soon as {@code ExitWhenBroken} would be, be it before the service has
	 * started.
	 */
	static class Broken implements ApplicationListener<AvailabilityChangeEvent<LivenessState>> {

		private volatile boolean broken;

		@Override
		public void onApplicationEvent(AvailabilityChangeEvent<LivenessState> event) {
			this.broken |= event.getState() == LivenessState.BROKEN;
		}

		boolean isSo() {
			return this.broken;
		}

	}

}
