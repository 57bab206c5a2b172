package cl.reparto.guild.intake;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;

import cl.reparto.guild.events.CartEvent.Recovery;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Lanes;
import cl.reparto.guild.events.MemberEvent.Decision;
import cl.reparto.guild.events.StockEvent.Delivery;
import cl.reparto.guild.members.Applications;
import cl.reparto.guild.members.Membership;
import cl.reparto.guild.members.Standing;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.notices.Fugitive.State;
import cl.reparto.guild.notices.Fugitives;
import cl.reparto.guild.stock.Lot;
import cl.reparto.guild.stock.Lots;
import cl.reparto.guild.view.TableView;
import cl.reparto.service.topics.AcknowledgedLog;
import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

import static cl.reparto.guild.intake.GuildIntake.record;

/**
 * What officials do, each until it is known what came of it. The first word on a matter
 * stands: who says the same again is told the same, who says otherwise is refused.
 * <p>
 * Every act throws a {@link ProblemException} if there is nothing to act on, or it is not
 * known whether the word is kept.
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
	 * @throws ProblemException as {@link ProblemKind#DECIDED_OTHERWISE} if it was, before
	 * @throws InterruptedException if interrupted
	 */
	public Membership decide(UUID id, boolean accepted, @Nullable String reason) throws InterruptedException {
		Decision word = new Decision(id, UUID.randomUUID(), accepted, reason, this.clock.instant());
		Membership application = act(this.applications, id.toString(), "No application has this id.",
				Membership::isDecided, Membership::isDecided,
				(row) -> record(GuildTopics.NUEVOS_MIEMBROS, this.lanes.special(row.patente()), row.patente(), word));
		if (application.isDecided() && accepted != (application.estado() == Standing.ACEPTADA)) {
			throw new ProblemException(ProblemKind.DECIDED_OTHERWISE);
		}
		return application;
	}

	/**
	 * Says that a lot was delivered.
	 * @param lote the lot's number
	 * @return the lot; still open if it takes longer to know
	 * @throws InterruptedException if interrupted
	 */
	public Lot deliver(long lote) throws InterruptedException {
		String key = Long.toString(lote);
		Delivery word = new Delivery(lote, this.clock.instant());
		return act(this.lots, Lot.key(lote), "No lot has this number.", (lot) -> !lot.isOpen(), (lot) -> !lot.isOpen(),
				(_) -> record(GuildTopics.STOCK, this.lanes.special(key), key, word));
	}

	/**
	 * Says that a cart is no longer fugitive.
	 * @param subject what it is called
	 * @return the cart; still fugitive if it takes longer to know, or it was seen again
	 * @throws InterruptedException if interrupted
	 */
	public Fugitive recover(String subject) throws InterruptedException {
		Instant now = this.clock.instant();
		return act(this.fugitives, subject, "Nobody has reported this cart.",
				(known) -> known.estado() == State.RECUPERADO, (known) -> known.isRecoveredSince(now),
				(_) -> record(GuildTopics.UBICACION, this.lanes.special(subject), subject, new Recovery(subject, now)));
	}

	/** Says a word where there is still one to say, and waits until it is heard. */
	private <T> T act(TableView<T> table, String key, String unknown, Predicate<T> settled, Predicate<T> heard,
			Function<T, ProducerRecord<String, byte[]>> word) throws InterruptedException {
		T row = table.find(key).orElseThrow(() -> new ProblemException(ProblemKind.UNKNOWN_TO_GUILD, unknown));
		if (settled.test(row)) {
			return row;
		}
		this.log.append(word.apply(row));
		return table.await(key, heard, this.patience).orElse(row);
	}

}
