package cl.reparto.guild.board;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;

import cl.reparto.guild.events.Place;
import cl.reparto.guild.members.Membership;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.sales.DailySales;
import cl.reparto.guild.stock.Lot;
import cl.reparto.guild.stock.StockLevel;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The guild's page in HTML. Everything that anybody has sent is escaped; what is only for
 * officials is not even handed to the template for others.
 */
final class GuildPage {

	private static final Locale CHILE = Locale.of("es", "CL");

	private static final ZoneId ZONE = ZoneId.of("America/Santiago");

	private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", CHILE);

	private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM HH:mm", CHILE);

	private final Template template = template();

	private static Template template() {
		try (InputStream in = Objects.requireNonNull(GuildPage.class.getResourceAsStream("gremio.html"))) {
			return Mustache.compiler().compile(new InputStreamReader(in, UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Writes the page.
	 * @param overview what there is to see; null while that is not known
	 * @param visitor who looks
	 * @param now the time
	 * @return HTML
	 */
	String write(@Nullable Overview overview, Visitor visitor, Instant now) {
		Content content = (overview != null) ? Content.of(overview, visitor.token() != null, now) : null;
		return this.template.execute(new View(visitor, visitor.token() != null, time(now, now), content));
	}

	private static String number(long number) {
		return String.format(CHILE, "%,d", number);
	}

	private static String counted(long number, String one, String many) {
		return number(number) + ' ' + ((number == 1) ? one : many);
	}

	private static Time time(Instant when, Instant now) {
		ZonedDateTime at = when.atZone(ZONE);
		boolean today = at.toLocalDate().equals(now.atZone(ZONE).toLocalDate());
		return new Time(when.toString(), at.format(today ? TIME : DAY));
	}

	private static @Nullable String more(long all, int shown) {
		return (all > shown) ? number(all - shown) : null;
	}

	/**
	 * Who looks at the page.
	 *
	 * @param token what forms carry; null unless it is an official
	 * @param canEnter whether there can be officials
	 * @param notice what came of what was done last; null for nothing
	 */
	record Visitor(@Nullable String token, boolean canEnter, @Nullable Notice notice) {

		boolean wrongKey() {
			return this.notice == Notice.CLAVE;
		}

	}

	/** What came of what was done last. */
	enum Notice {

		ENTRO("Entraste. La sesión dura doce horas."), SALIO("Saliste."), ACEPTADA("La solicitud fue aceptada."),
		RECHAZADA("La solicitud fue rechazada."), ENTREGADO("El lote quedó como entregado."),
		RECUPERADO("El carrito ya no figura como prófugo."), ANOTADO("Quedó anotado; en un momento se verá."),
		CLAVE("Esa no es la clave del gremio."), SESION("La sesión terminó. Entra otra vez."),
		OTRO("Otro dirigente ya había decidido lo contrario."), NADIE("Eso ya no está en la lista."),
		MOTIVO("El motivo debe ser una sola línea de hasta 300 letras."),
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

	private record View(Visitor visitor, boolean official, Time now, @Nullable Content content) {
	}

	private record Time(String iso, String text) {
	}

	/** Lists, and beside each how many more there are; null for none. */
	private record Content(String active, String lost, String fugitive, List<Wanted> wanted,
			@Nullable String moreWanted, @Nullable MapView map, List<LotRow> lots, @Nullable String moreLots,
			List<LowRow> low, @Nullable String moreLow, SalesView sales, List<Applicant> waiting, String waitingText,
			@Nullable String moreWaiting) {

		static Content of(Overview all, boolean official, Instant now) {
			return new Content(number(all.active()), number(all.lost()), number(all.fugitive()),
					all.fugitives().stream().map((mark) -> Wanted.of(mark, now)).toList(),
					more(all.fugitive(), all.fugitives().size()),
					all.drawn().isEmpty() ? null : MapView.of(CartMap.of(all.drawn()), all.carts()),
					all.lots().stream().map((lot) -> new LotRow(lot, time(lot.emitidaEn(), now))).toList(),
					more(all.openLots(), all.lots().size()),
					all.low().stream().map((level) -> new LowRow(level, time(level.medidaEn(), now))).toList(),
					more(all.lowCarts(), all.low().size()), SalesView.of(all.sales()),
					all.waiting().stream().map((row) -> Applicant.of(row, official, now)).toList(),
					number(all.premium()) + " premium y " + counted(all.ordinary(), "ordinaria", "ordinarias"),
					more(all.premium() + (long) all.ordinary(), all.waiting().size()));
		}

		boolean anyLow() {
			return !this.low.isEmpty();
		}

		boolean anyWaiting() {
			return !this.waiting.isEmpty();
		}

	}

	/** A fugitive. */
	private record Wanted(String subject, String name, boolean confirmed, String told, Time since, Time seen,
			@Nullable String place) {

		static Wanted of(Fugitive mark, Instant now) {
			Place place = mark.ultimoAviso().ubicacion();
			return new Wanted(mark.sujeto(), name(mark), mark.estado() == Fugitive.State.CONFIRMADO,
					counted(mark.avisos(), "aviso", "avisos") + " de " + counted(mark.agentes(), "agente", "agentes"),
					time(mark.desde(), now), time(mark.ultimoAviso().vistoEn(), now),
					(place != null) ? String.format(Locale.ROOT, "%.4f, %.4f", place.lat(), place.lon()) : null);
		}

		/** Who has no plate is called by the beginning of its name. */
		private static String name(Fugitive mark) {
			String plate = mark.patente();
			String subject = mark.sujeto();
			int name = subject.indexOf(':') + 1;
			return (plate != null) ? plate
					: "Sin patente " + subject.substring(name, Math.min(subject.length(), name + 4));
		}

	}

	private record MapView(CartMap map, int width, int height, int markCount, List<Drawn> marks,
			@Nullable String missing, String barFrom, String barEnd) {

		static MapView of(CartMap map, int carts) {
			return new MapView(map, CartMap.WIDTH, CartMap.HEIGHT, map.marks().size(),
					map.marks().stream().map(Drawn::of).toList(), more(carts, map.marks().size()),
					tenths(CartMap.WIDTH - 16 - map.step().width()), tenths(CartMap.WIDTH - 16));
		}

		List<String> meridians() {
			return this.map.meridians().stream().map(GuildPage::tenths).toList();
		}

		List<String> parallels() {
			return this.map.parallels().stream().map(GuildPage::tenths).toList();
		}

	}

	private record Drawn(String subject, String state, String x, String y) {

		static Drawn of(CartMap.Mark mark) {
			return new Drawn(mark.cart().sujeto(), mark.cart().estado().wireName(), tenths(mark.x()), tenths(mark.y()));
		}

	}

	private static String tenths(double value) {
		return String.format(Locale.ROOT, "%.1f", value);
	}

	private record LotRow(Lot lot, Time issued) {
	}

	private record LowRow(StockLevel level, Time measured) {
	}

	private record SalesView(List<SoldRow> rows, String sold, String count, String carts, @Nullable String moreCarts,
			boolean whole) {

		static SalesView of(Overview.Sales sales) {
			long most = sales.best().isEmpty() ? 1 : sales.best().getFirst().sopaipillas();
			return new SalesView(sales.best().stream().map((row) -> SoldRow.of(row, most)).toList(),
					counted(sales.sold(), "sopaipilla", "sopaipillas"), counted(sales.count(), "venta", "ventas"),
					counted(sales.carts(), "carrito", "carritos"), more(sales.carts(), sales.best().size()),
					sales.whole());
		}

		boolean any() {
			return !this.rows.isEmpty();
		}

	}

	private record SoldRow(String plate, String sold, String sales, String clients, String bar) {

		static SoldRow of(DailySales row, long most) {
			return new SoldRow(row.patente(), number(row.sopaipillas()), number(row.ventas()), number(row.clientes()),
					tenths(100.0 * row.sopaipillas() / most));
		}

	}

	private record Applicant(UUID id, String name, String plate, boolean premium, Time since, @Nullable String rut,
			@Nullable String email) {

		static Applicant of(Membership row, boolean official, Instant now) {
			return new Applicant(row.id(), row.nombre() + ' ' + row.apellido(), row.patente(), row.premium(),
					time(row.solicitadaEn(), now), official ? row.rut() : null, official ? row.correo() : null);
		}

	}

}
