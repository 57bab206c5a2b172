package cl.reparto.browser;

import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;

import cl.reparto.local.Service;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The guild's page, from the day on which the guild knows nothing.
 */
@ExtendWith(Browsing.class)
@TestMethodOrder(OrderAnnotation.class)
class SeenGuildTests {

	private static final String COUNT_WHAT_IS_LEFT = """
			window.left = 0;
			const ask = window.fetch;
			window.fetch = (...what) => ask(...what).catch((error) => { window.left += 1; throw error; });""";

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenGuildTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@Test
	@Order(1)
	void saysOfEverythingThatThereIsNoneYet() {
		Visitor visitor = this.visitors.come().open(this.stack.guild());

		assertThat(visitor.find(".empty")).hasCount(6);
	}

	@Test
	@Order(2)
	void fillsWhileItIsOpen() {
		Visitor visitor = this.visitors.come().open(this.stack.guild());

		fill();

		assertThat(visitor.find("#ventas tbody tr")).hasCount(2);
		assertThat(visitor.find("[data-count=activo]")).hasText("1");
		assertThat(visitor.find("#profugos .confirmado")).isVisible();
		assertThat(visitor.find("#existencias tbody tr")).hasCount(1);
		assertThat(visitor.find("#solicitudes .rows li")).hasCount(2);
		assertThat(visitor.find("#solicitudes")).not().containsText("RUT");
	}

	/** Six of them, and nothing else would be asked of the guild. */
	@Test
	@Order(4)
	void waitsForNoAnswerThatNeverComes() {
		Visitor visitor = this.visitors.come();
		visitor.page().addInitScript(COUNT_WHAT_IS_LEFT);
		visitor.open(this.stack.guild());
		visitor.hearsNothingOnce("**/gremio");

		visitor.page().evaluate("document.dispatchEvent(new Event('visibilitychange'))");

		await().atMost(Duration.ofMinutes(1)).until(() -> (Integer) visitor.page().evaluate("left") > 0);
	}

	private void fill() {
		for (String plate : new String[] { "SOPA-01", "SOPA-02" }) {
			tell("/ubicaciones", "'patente':'%s','lat':-34.98,'lon':-71.24,'medidaEn':'%s'".formatted(plate, now()));
			tell("/ventas",
					"'patente':'%s','cliente':'<b>Rosa</b>','cantidad':4,'hora':'%s','stockRestante':%d,"
						.formatted(plate, now(), "SOPA-01".equals(plate) ? 50 : 3)
							+ "'ubicacion':{'lat':-34.98,'lon':-71.24}");
		}
		for (int agent = 1; agent <= 3; agent++) {
			tell("/avisos", "'patente':'SOPA-02','lat':-34.981,'lon':-71.24,'agente':'inspector %d'".formatted(agent));
		}
		tell("/miembros", "'nombre':'<script>alert(1)</script>','apellido':'Soto','rut':'11111111-1',"
				+ "'correo':'soto@example.cl','patente':'SOPA-01','premium':true");
		tell("/miembros", "'nombre':'Rosa','apellido':'Díaz','rut':'22222222-2',"
				+ "'correo':'rosa@example.cl','patente':'SOPA-03','premium':false");
	}

	private static Instant now() {
		return Instant.now();
	}

	private void tell(String path, String fields) {
		assertThat(this.stack.post(Service.GUILD, path, "{" + fields.replace('\'', '"') + "}"))
			.satisfies((answer) -> assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 202));
	}

	@Test
	@Order(3)
	void letsAnOfficialDecideByKeyboard() throws IOException {
		Visitor official = this.visitors.come().open(this.stack.guild());

		enter(official, "not the key");
		assertThat(official.find("[role=alert]")).hasText("Esa no es la clave del gremio.");
		official.leave();
		enter(official, Files.readString(this.stack.stack().guildKey()).strip());
		assertThat(official.find("#solicitudes")).containsText("RUT 11111111-1");
		official.leave();
		official.page()
			.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Aceptar a <script>alert(1)</script> Soto"))
			.press("Enter");

		assertThat(official.find("#aviso")).hasText("La solicitud fue aceptada.");
		assertThat(official.find("#solicitudes .rows li")).hasCount(1);
	}

	private static void enter(Visitor official, String key) {
		if (!official.find("#clave").isVisible()) {
			official.page().getByText("Soy dirigente").press("Enter");
		}
		official.page().getByLabel("Clave del gremio").fill(key);
		official.page().getByLabel("Clave del gremio").press("Enter");
	}

}
