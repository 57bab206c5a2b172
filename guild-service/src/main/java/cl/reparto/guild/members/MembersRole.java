package cl.reparto.guild.members;

import java.time.Duration;
import java.util.List;

import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.MemberEvent;
import cl.reparto.guild.events.MemberEvent.Application;
import cl.reparto.guild.members.mail.DecisionLetter;
import cl.reparto.guild.streams.Events;
import cl.reparto.guild.streams.GuildRole;
import cl.reparto.guild.streams.RoleProcessor;
import cl.reparto.guild.streams.RoleStores;
import cl.reparto.model.Topic;
import io.micrometer.core.instrument.MeterRegistry;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.StreamsBuilder;
import org.apache.kafka.streams.kstream.KStream;
import org.apache.kafka.streams.kstream.Named;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

import org.springframework.stereotype.Component;

/**
 * The consumer of applications. Whatever lane they came by, all are brought together in
 * one task, so that a number and a plate are one applicant's in the whole guild (decision
 * 17).
 * <p>
 * They come to it by two ways, and the second always goes first, however many wait on the
 * first. A task with several partitions takes of their next records the one with the
 * smallest timestamp, and so ordinary applications keep theirs, while premium ones,
 * decisions and what became of mails get the beginning of time.
 */
@Component
record MembersRole(MailRetry retry, MeterRegistry registry) implements GuildRole {

	static final Topic<Membership> MIEMBROS = GuildTopics.table("miembros", Membership.class);

	static final String APPLICATIONS = "applications";

	static final String HOLDERS = "holders";

	static final String LETTERS = "letters";

	static final String TIMERS = "timers";

	@Override
	public Topic<?> reads() {
		return GuildTopics.NUEVOS_MIEMBROS;
	}

	@Override
	public List<Topic<?>> writes() {
		return List.of(GuildTopics.NUEVOS_MIEMBROS, GuildTopics.deadLetters(GuildTopics.NUEVOS_MIEMBROS), MIEMBROS,
				DecisionLetter.TOPIC, DecisionLetter.UNDELIVERED);
	}

	@Override
	public void addTo(StreamsBuilder builder, Duration tick) {
		KStream<String, MemberEvent> events = Events.read(builder, GuildTopics.NUEVOS_MIEMBROS);
		KStream<String, MemberEvent> ordinary = inOneTask("ordinarias",
				events.filter((key, event) -> waitsItsTurn(event), Named.as("ordinary")));
		KStream<String, MemberEvent> first = inOneTask("primero",
				events.filter((key, event) -> !waitsItsTurn(event), Named.as("first"))
					.process(BeginningOfTime::new, Named.as("go-first")));
		RoleProcessor.add(builder, ordinary.merge(first, Named.as("all")), "decide",
				() -> new MembersProcessor(this.retry, tick, this.registry),
				RoleStores.ofJson(APPLICATIONS, Membership.class),
				RoleStores.of(HOLDERS, Serdes.String(), Serdes.String()),
				RoleStores.ofJson(LETTERS, PendingLetter.class), RoleStores.ofBytes(TIMERS));
	}

	private static boolean waitsItsTurn(MemberEvent event) {
		return event instanceof Application application && !application.premium();
	}

	private static KStream<String, MemberEvent> inOneTask(String name, KStream<String, MemberEvent> events) {
		return Events.gather(events, name, GuildTopics.NUEVOS_MIEMBROS, 1);
	}

	private static final class BeginningOfTime extends ContextualProcessor<String, MemberEvent, String, MemberEvent> {

		@Override
		public void process(Record<String, MemberEvent> record) {
			context().forward(record.withTimestamp(0));
		}

	}

}
