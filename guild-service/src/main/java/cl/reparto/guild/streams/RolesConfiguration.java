package cl.reparto.guild.streams;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.TreeSet;

import cl.reparto.guild.events.Lanes;
import cl.reparto.service.streams.ExactlyOnce;
import cl.reparto.service.streams.StreamsApplication;
import cl.reparto.service.streams.peers.PeerListener;
import cl.reparto.service.topics.TopicLayout;
import cl.reparto.service.topics.TopicSetup;
import io.micrometer.core.instrument.MeterRegistry;

import org.springframework.boot.health.contributor.CompositeHealthContributor;
import org.springframework.boot.kafka.autoconfigure.KafkaProperties;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.context.SmartLifecycle;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Makes an application of Kafka Streams of each role that runs here.
 */
@Configuration(proxyBeanMethods = false)
class RolesConfiguration {

	/** Of failed threads, within a minute; with more, replacing is no cure. */
	private static final int MOST_REPLACED = 5;

	/**
	 * The guild's topics have its lanes for partitions. A cart whose lane is another from
	 * now on would be two.
	 */
	@Bean
	TopicSetup guildTopics(TopicSetup topicSetup, Lanes lanes) {
		return topicSetup.withPartitions(lanes.lanes()).exactly("reparto.guild.lanes");
	}

	@Bean
	Roles roles(List<GuildRole> roles, RoleSettings settings, KafkaProperties kafka, TopicLayout layout,
			TopicSetup guildTopics, ApplicationEventPublisher events, MeterRegistry registry) {
		Map<String, StreamsApplication> running = new TreeMap<>();
		settings.require(new TreeSet<>(roles.stream().map(GuildRole::name).toList()));
		for (GuildRole role : roles) {
			if (settings.runs(role.name())) {
				Properties properties = ExactlyOnce.configure(tuned(role, kafka.buildStreamsProperties()),
						"gremio-" + role.name(), layout, settings.instance(), settings.tick());
				running.put(role.name(),
						new StreamsApplication(properties, (builder) -> role.addTo(builder, settings.tick()),
								guildTopics, role.writes(), List.of(role.reads()), MOST_REPLACED, events, registry));
			}
		}
		return new Roles(running);
	}

	/** What people set wins. */
	static Map<String, Object> tuned(GuildRole role, Map<String, Object> configured) {
		Map<String, Object> tuned = new HashMap<>(role.tuning());
		tuned.putAll(configured);
		return tuned;
	}

	@Bean
	PeerListener peerListener(KafkaProperties kafka, ServerProperties server, RoleSettings settings) {
		return new PeerListener(kafka.getStreams().getProperties(), server.getAddress(), settings.instance());
	}

	/** Readiness asks for it by the name of {@code roles}. */
	@Bean
	CompositeHealthContributor rolesHealthContributor(Roles roles) {
		return CompositeHealthContributor.fromMap(roles.running());
	}

	/** The roles that run in this process, each by its name. */
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

}
