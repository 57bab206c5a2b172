package cl.reparto.faults.audit.guild;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import cl.reparto.faults.audit.Entry;
import tools.jackson.databind.JsonNode;

/**
 * Holds what the guild has answered against what stands in its topics. Every committed
 * entry of every topic comes in the order of its partition, and otherwise in any; answers
 * and mails come when they are there. May be asked and added to by turns.
 */
public final class GuildAudit {

	/** What there is to read; in any order. */
	public static final List<String> TOPICS = List.of("registroVenta", "nuevosMiembros", "stock", "ubicacion",
			"ventas_diarias", "reposiciones", "carritos", "profugos", "alertas_profugo", "miembros",
			"registroVenta_dlt", "nuevosMiembros_dlt", "stock_dlt", "ubicacion_dlt", "miembros_correo_dlt");

	private final Notebook notebook = new Notebook();

	private final SalesAudit sales = new SalesAudit(this.notebook);

	private final Troubles troubles = new Troubles();

	private final LotsAudit lots = new LotsAudit(this.notebook);

	private final FugitivesAudit fugitives = new FugitivesAudit(this.notebook);

	private final MembersAudit members = new MembersAudit(this.notebook);

	private final SilenceAudit silences;

	private Instant since = Instant.EPOCH;

	/**
	 * An audit of a guild of which nothing is known yet.
	 * @param silence after how long without a sign of life a cart is lost
	 */
	public GuildAudit(Duration silence) {
		this.silences = new SilenceAudit(silence, this.troubles, this.notebook);
	}

	/**
	 * Something was answered 202.
	 * @param path where it was sent to
	 * @param id what it is called
	 */
	public synchronized void taken(String path, String id) {
		switch (path) {
			case "/ventas" -> this.sales.taken(id);
			case "/avisos" -> this.fugitives.taken(id);
			case "/miembros" -> this.members.taken(id);
			default -> {
				// Of a position, only the newest is anybody's.
			}
		}
	}

	/** An official was told what became of an application. */
	public synchronized void told(String id, String outcome) {
		this.members.told(id, outcome);
	}

	/** An instance shows these rows of all {@link #dates()}. */
	public synchronized void shown(String instance, List<JsonNode> rows) {
		this.sales.shown(instance, rows);
	}

	/** The dates of which there are sales. */
	public synchronized Set<String> dates() {
		return this.sales.dates();
	}

	/** Something is being broken from now on. */
	public synchronized void troubled(Instant from) {
		this.troubles.begin(from);
	}

	/** All is well again. */
	public synchronized void well(Instant at) {
		this.troubles.end(at);
	}

	/** How late the cart was that is lost latest is asked of those from now on. */
	public synchronized void begins(Instant at) {
		this.since = at;
	}

	/** A topic has an entry, which was read at some time. */
	public synchronized void published(Entry entry, Instant readAt) {
		switch (entry.topic()) {
			case "registroVenta" -> {
				if (!entry.text("tipo").equals("marca")) {
					this.sales.sold(entry);
				}
			}
			case "ventas_diarias" -> this.sales.counted(entry);
			case "reposiciones" -> this.lots.changed(entry);
			case "carritos" -> this.silences.followed(entry, readAt);
			case "profugos" -> this.fugitives.told(entry);
			case "alertas_profugo" -> this.fugitives.alerted(entry);
			case "miembros" -> this.members.stands(entry);
			case "nuevosMiembros", "stock", "ubicacion" -> came(entry);
			default -> this.notebook.wrong("refused record at " + entry.place());
		}
	}

	private void came(Entry entry) {
		switch (entry.text("tipo")) {
			case "existencia" -> {
				this.sales.stocked(entry);
				this.lots.reported(entry);
			}
			case "posicion" -> {
				this.sales.placed(entry);
				this.silences.moved(entry);
			}
			case "aviso" -> this.fugitives.seen(entry);
			case "solicitud" -> this.members.applied(entry);
			case "decision" -> this.members.decided(entry);
			case "correo", "entrega", "marca" -> {
				// What comes of it stands elsewhere.
			}
			default -> this.notebook.wrong("nobody sends what stands at " + entry.place());
		}
	}

	/** The mail server took a mail for a recipient by its envelope. */
	public synchronized void mailed(String messageId, String recipient) {
		this.members.mailed(messageId, recipient);
	}

	/** Something else is not as promised. */
	public synchronized void violated(String violation) {
		this.notebook.wrong(violation);
	}

	/** What must be there in the end and is not there yet, for people. */
	public synchronized List<String> missing(Instant now) {
		List<String> missing = new ArrayList<>();
		this.sales.missing(missing::add);
		this.lots.missing(missing::add);
		this.fugitives.missing(missing::add);
		this.members.missing(missing::add);
		this.silences.missing(now, missing::add);
		return missing;
	}

	/** What is to be said if nothing more comes. */
	public synchronized GuildFindings findings(Instant now) {
		List<String> missing = missing(now);
		List<String> doubled = new ArrayList<>();
		this.sales.close(doubled::add);
		this.lots.close(doubled::add);
		List<String> wrong = new ArrayList<>(this.notebook.violations());
		this.fugitives.close(wrong::add);
		this.members.close(wrong::add);
		this.silences.close(wrong::add);
		return new GuildFindings(this.sales.size(), this.fugitives.size(), this.members.size(), this.lots.size(),
				missing.size(), this.notebook.doubled() + doubled.size(), this.members.mails(), this.members.twins(),
				this.silences.latest(this.since), Stream.of(missing, wrong, doubled).flatMap(List::stream).toList());
	}

}
