package cl.reparto.service.process;

import java.lang.management.ManagementFactory;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;

import org.springframework.boot.health.actuate.endpoint.HealthDescriptor;
import org.springframework.boot.health.actuate.endpoint.HealthEndpoint;
import org.springframework.boot.health.contributor.Status;
import org.springframework.stereotype.Component;

/**
 * What alerts and dashboards want to know of an instance and Spring Boot does not tell:
 * whether it is ready, and the memory of its container, or of the machine if there is no
 * container (decision 8).
 */
@Component
final class InstanceMetrics implements MeterBinder {

	private final HealthEndpoint health;

	InstanceMetrics(HealthEndpoint health) {
		this.health = health;
	}

	@Override
	public void bindTo(MeterRegistry registry) {
		Gauge.builder("reparto.ready", this, (self) -> self.isReady() ? 1 : 0)
			.description("1 if this instance is ready, 0 if not")
			.register(registry);
		OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
		Gauge.builder("reparto.memory.limit", system, OperatingSystemMXBean::getTotalMemorySize)
			.description("Memory that this instance may use")
			.baseUnit("bytes")
			.register(registry);
		Gauge
			.builder("reparto.memory.used", system,
					(memory) -> memory.getTotalMemorySize() - memory.getFreeMemorySize())
			.description("Memory in use where this instance runs, cached files included")
			.baseUnit("bytes")
			.register(registry);
	}

	private boolean isReady() {
		HealthDescriptor readiness = this.health.healthForPath("readiness");
		return readiness != null && readiness.getStatus().equals(Status.UP);
	}

}
