package cl.reparto.guild.streams;

import java.util.Map;

import cl.reparto.service.streams.StreamsApplication;

import org.springframework.context.SmartLifecycle;

/**
 * The roles that run in this process.
 *
 * @param running each by its name
 */
record Roles(Map<String, StreamsApplication> running) implements SmartLifecycle {

	@Override
	public void start() {
		this.running.values().forEach(StreamsApplication::start);
	}

	@Override
	public void stop() {
		this.running.values().parallelStream().forEach(StreamsApplication::stop);
	}

	@Override
	public boolean isRunning() {
		return this.running.values().stream().anyMatch(StreamsApplication::isRunning);
	}

	@Override
	public int getPhase() {
		return this.running.values().stream().mapToInt(StreamsApplication::getPhase).findAny().orElse(0);
	}

}
