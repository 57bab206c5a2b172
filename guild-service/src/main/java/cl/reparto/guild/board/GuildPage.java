package cl.reparto.guild.board;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;

import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.members.ShownMembership;
import cl.reparto.model.Json.WireName;
import cl.reparto.service.page.HtmlTemplate;
import com.samskivert.mustache.Mustache;
import org.jspecify.annotations.Nullable;

/**
 * The guild's page in HTML. Everything that anybody has sent is escaped; what is only for
 * officials is not even handed to the template for others.
 */
final class GuildPage {

	private static final Locale CHILE = Locale.of("es", "CL");

	private static final ZoneId ZONE = ZoneId.of("America/Santiago");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", CHILE);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", CHILE);

	private final HtmlTemplate template = HtmlTemplate.of(GuildPage.class, "gremio.html");

	/** Says so where it is not known what there is to see, which is then null. */
	String write(@Nullable Overview overview, Visitor visitor, Instant now) {
		return this.template
			.fill(new View(visitor, now, (overview != null) ? Content.of(overview, visitor.isOfficial()) : null));
	}

	/**
	 * Who looks at the page.
	 *
	 * @param token what forms carry; null unless it is an official
	 * @param canEnter whether there can be officials
	 * @param notice what came of what was done last; null for nothing
	 */
	record Visitor(@Nullable String token, boolean canEnter, @Nullable Notice notice) {

		boolean isOfficial() {
			return this.token != null;
		}

		boolean wrongKey() {
			return this.notice == Notice.CLAVE;
		}

	}

	/** What came of what was done last. */
	enum Notice implements WireName {

		ENTRO("Entraste. La sesión dura doce horas."), SALIO("Saliste."), ACEPTADA("La solicitud fue aceptada."),
		RECHAZADA("La solicitud fue rechazada."), ENTREGADO("El lote quedó como entregado."),
		RECUPERADO("El carrito ya no figura como prófugo."), ANOTADO("Quedó anotado; en un momento se verá."),
		CLAVE("Esa no es la clave del gremio."), ESPERA("Demasiadas claves equivocadas. Espera un minuto."),
		SESION("La sesión terminó. Entra otra vez."), OTRO("Otro dirigente ya había decidido lo contrario."),
		NADIE("Eso ya no está en la lista."), MOTIVO("El motivo debe ser una sola línea de hasta 300 letras."),
		ERROR("No se pudo anotar. Inténtalo en un momento.");

		private final String text;

		Notice(String text) {
			this.text = text;
		}

		String text() {
			return this.text;
		}

		boolean bad() {
			return compareTo(CLAVE) >= 0;
		}

	}

	/**
	 * What the template has beside what there is to see: who looks, and ways to write a
	 * number, a time and a name, which are given in JSON's way, as people do.
	 */
	private record View(Visitor visitor, Instant now, @Nullable Content content) {

		/** Whether somebody may be typing: a key, or why an applicant is taken. */
		boolean typing() {
			return !this.visitor.isOfficial() ? this.visitor.canEnter()
					: this.content != null && !this.content.applicants().isEmpty();
		}

		Mustache.Lambda number() {
			return written((number) -> String.format(CHILE, "%,d", Long.parseLong(number)));
		}

		/** The ending of what is counted. */
		Mustache.Lambda plural() {
			return written((number) -> number.equals("1") ? "" : "s");
		}

		/** Who has no plate is called by the beginning of its name. */
		Mustache.Lambda alias() {
			int name = CartEvent.Notice.PIRATE.length();
			return written((subject) -> !subject.startsWith(CartEvent.Notice.PIRATE) ? subject
					: "Sin patente " + subject.substring(name, Math.min(subject.length(), name + 4)));
		}

		Mustache.Lambda time() {
			LocalDate today = LocalDate.ofInstant(this.now, ZONE);
			return written((iso) -> {
				ZonedDateTime at = Instant.parse(iso).atZone(ZONE);
				return "<time datetime=\"" + iso + "\">" + at.format(at.toLocalDate().equals(today) ? TIME : DAY)
						+ "</time>";
			});
		}

		/** What a fragment gives is escaped already. */
		private static Mustache.Lambda written(UnaryOperator<String> how) {
			return (fragment, out) -> out.write(how.apply(fragment.execute()));
		}

	}

	/** What there is to see, as this visitor may. */
	private record Content(Overview all, @Nullable CartMap map, List<ShownMembership> applicants) {

		static Content of(Overview all, boolean official) {
			return new Content(all, all.drawn().isEmpty() ? null : CartMap.of(all.drawn()),
					all.waiting().rows().stream().map((row) -> ShownMembership.of(row, official)).toList());
		}

		/** How many carts are not on the map; null for none. */
		@Nullable Long missing() {
			long carts = this.all.active() + this.all.lost() + this.all.fugitives().total();
			return new Overview.Part<>((this.map != null) ? this.map.marks() : List.of(), carts).more();
		}

		/** How much of the best cart's a cart has sold. */
		Mustache.Lambda percentOfBest() {
			return View.written((sold) -> String.format(Locale.ROOT, "%.1f",
					100.0 * Long.parseLong(sold) / this.all.sales().rows().getFirst().sopaipillas()));
		}

	}

}
