package cl.reparto.guild.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

import cl.reparto.guild.events.CartEvent.Recovery;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.MemberEvent.Decision;
import cl.reparto.guild.events.StockEvent;
import cl.reparto.guild.members.Applications;
import cl.reparto.guild.members.Membership;
import cl.reparto.guild.members.Standing;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.notices.Fugitive.State;
import cl.reparto.guild.notices.Fugitives;
import cl.reparto.guild.stock.Lot;
import cl.reparto.guild.stock.Lots;
import cl.reparto.model.Topic;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * What officials do, each until it is known what came of it. The first word on a matter
 * stands: who says the same again is told the same, who says otherwise is refused.
 */
@Component
public final class OfficialActs {

	private final AcknowledgedLog log;

	private final Lanes lanes;

	private final Applications applications;

	private final Lots lots;

	private final Fugitives fugitives;

	private final Duration patience;

	private final InstantSource clock;

	OfficialActs(AcknowledgedLog log, Lanes lanes, Applications applications, Lots lots, Fugitives fugitives,
			IntakeSettings settings, InstantSource clock) {
		this.log = log;
		this.lanes = lanes;
		this.applications = applications;
		this.lots = lots;
		this.fugitives = fugitives;
		this.patience = settings.answerWithin();
		this.clock = clock;
	}

	/**
	 * Accepts an applicant or not.
	 * @param id the application's id
	 * @param accepted whether the applicant becomes a member
	 * @param reason what the applicant is told; null if nothing
	 * @return the application; still undecided if it takes longer to know
	 * @throws ProblemException if there is no such application, it was decided otherwise
	 * before, or it is not known whether the word is kept
	 * @throws InterruptedException if interrupted
	 */
	public Membership decide(UUID id, boolean accepted, @Nullable String reason) throws InterruptedException {
		Membership application = this.applications.find(id)
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_TO_GUILD, "No application has this id."));
		if (!application.isDecided()) {
			Decision word = new Decision(id, UUID.randomUUID(), accepted, reason, this.clock.instant());
			append(GuildTopics.NUEVOS_MIEMBROS, this.lanes.special(application.patente()), application.patente(), word);
			application = this.applications.awaitDecision(id, this.patience);
		}
		if (application.isDecided() && accepted != (application.estado() == Standing.ACEPTADA)) {
			throw new ProblemException(ProblemKind.DECIDED_OTHERWISE);
		}
		return application;
	}

	/**
	 * Says that a lot was delivered.
	 * @param lote the lot's number
	 * @return the lot; still open if it takes longer to know
	 * @throws ProblemException if there is no such lot, or it is not known whether the
	 * word is kept
	 * @throws InterruptedException if interrupted
	 */
	public Lot deliver(long lote) throws InterruptedException {
		Lot lot = this.lots.find(lote)
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_TO_GUILD, "No lot has this number."));
		if (!lot.isOpen()) {
			return lot;
		}
		String key = Long.toString(lote);
		append(GuildTopics.STOCK, this.lanes.special(key), key, new StockEvent.Delivery(lote, this.clock.instant()));
		return this.lots.awaitDelivery(lote, this.patience).orElse(lot);
	}

	/**
	 * Says that a cart is no longer fugitive.
	 * @param subject what it is called
	 * @return the cart; still fugitive if it takes longer to know, or it was seen again
	 * @throws ProblemException if nobody has reported it, or it is not known whether the
	 * word is kept
	 * @throws InterruptedException if interrupted
	 */
	public Fugitive recover(String subject) throws InterruptedException {
		Fugitive fugitive = this.fugitives.find(subject)
			.orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_TO_GUILD, "Nobody has reported this cart."));
		if (fugitive.estado() == State.RECUPERADO) {
			return fugitive;
		}
		Instant now = this.clock.instant();
		append(GuildTopics.UBICACION, this.lanes.special(subject), subject, new Recovery(subject, now));
		return this.fugitives.awaitRecovery(subject, now, this.patience).orElse(fugitive);
	}

	private <E> void append(Topic<E> topic, int lane, String key, E event) {
		this.log.append(new ProducerRecord<>(topic.name(), lane, key, topic.write(event)));
	}

}
