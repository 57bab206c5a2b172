package cl.reparto.service.streams.peers;

import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

import cl.reparto.service.topics.KafkaFutures;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.MemberToRemove;
import org.apache.kafka.clients.admin.RemoveMembersFromConsumerGroupOptions;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.apache.kafka.streams.StreamsConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Kafka know at once that an instance has died, and not by its silence: its
 * partitions are shared out, and what it had begun to write is aborted. Nothing rests on
 * it but time, so if it cannot be done, nothing is.
 *
 * @param kafka how to reach the brokers
 * @param group the application
 */
record DeadMembers(Map<String, Object> kafka, String group) {

	private static final Logger log = LoggerFactory.getLogger(DeadMembers.class);

	/** Who died may come back later than that, but not as soon. */
	private static final int WITHIN_MS = 2_000;

	/** Of a consumer of Kafka Streams; its producer's id is made of both parts. */
	private static final Pattern CLIENT = Pattern.compile("(.+)-StreamThread-(\\d+)-consumer");

	static DeadMembers of(Properties settings) {
		StreamsConfig streams = new StreamsConfig(settings);
		String group = streams.getString(StreamsConfig.APPLICATION_ID_CONFIG);
		Map<String, Object> kafka = streams.getAdminConfigs(group + "-peers");
		kafka.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, WITHIN_MS);
		kafka.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, WITHIN_MS);
		return new DeadMembers(kafka, group);
	}

	/**
	 * Removes what is left of an instance.
	 * @param instance its name
	 * @param still whether it has not come back meanwhile
	 */
	void remove(String instance, BooleanSupplier still) {
		try (Admin admin = Admin.create(this.kafka)) {
			List<MemberDescription> dead = members(admin, instance);
			if (!dead.isEmpty() && still.getAsBoolean()) {
				remove(admin, dead);
				log.warn("{} has died; its partitions of {} move to other instances at once", instance, this.group);
			}
		}
		catch (UnknownMemberIdException ex) {
			// Another instance was first.
		}
		catch (KafkaException ex) {
			log.warn("{} has died; its partitions of {} move only after its session has timed out: {}", instance,
					this.group, KafkaFutures.reason(ex));
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private List<MemberDescription> members(Admin admin, String instance) throws InterruptedException {
		Pattern thread = Pattern.compile(Pattern.quote(instance) + "-\\d+");
		return KafkaFutures.get(admin.describeConsumerGroups(List.of(this.group)).describedGroups().get(this.group))
			.members()
			.stream()
			.filter((member) -> member.groupInstanceId().filter(thread.asMatchPredicate()).isPresent())
			.toList();
	}

	private void remove(Admin admin, List<MemberDescription> dead) throws InterruptedException {
		List<String> writers = dead.stream()
			.map((member) -> CLIENT.matcher(member.clientId()).replaceFirst("$1-$2"))
			.toList();
		RemoveMembersFromConsumerGroupOptions members = new RemoveMembersFromConsumerGroupOptions(
				dead.stream().map((member) -> new MemberToRemove(member.groupInstanceId().orElseThrow())).toList());
		members.reason("its process has died");
		KafkaFutures.get(KafkaFuture.allOf(admin.fenceProducers(writers).all(),
				admin.removeMembersFromConsumerGroup(this.group, members).all()));
	}

}
