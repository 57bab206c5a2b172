package cl.reparto.browser;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/**
 * Takes the pictures of the README anew, where {@code -Dpictures} asks for it.
 */
@ExtendWith(Browsing.class)
@EnabledIfSystemProperty(named = "pictures", matches = ".*")
class PicturesTests {

	private static final int LARGEST = 200_000;

	private static final Path FOLDER = Path.of(System.getProperty("reparto.home"), "docs/pictures");

	private final BrowsedStack stack;

	private final Visitors visitors;

	PicturesTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@Test
	void ofAnOrdersPage() throws Exception {
		OrderBuilder order = anOrder().named("12 sopaipillas con pebre")
			.priced("4500")
			.everyStep(Duration.ofMinutes(20))
			.requestedAt(Instant.now().minus(Duration.ofMinutes(28)));
		this.stack.put(order.at(Status.PREPARANDO));
		Visitor customer = this.visitors.come((browser) -> browser.setViewportSize(360, 660).setDeviceScaleFactor(2))
			.open(this.stack.page(order.id(), 1));

		assertThat(customer.find("h1")).hasText("Preparando");
		take(customer, "tracking.png");
	}

	@Test
	void ofTheBoard() throws Exception {
		List<String> names = List.of("12 sopaipillas con pebre", "Empanadas de pino", "Completo italiano",
				"Cazuela de vacuno", "Chorrillana para dos", "Pastel de choclo", "Mote con huesillo",
				"Churrasco palta");
		List<Integer> minutes = List.of(3, 1, 0, 26, 29, 22, 44, 41);
		for (int i = 0; i < names.size(); i++) {
			Duration age = Duration.ofMinutes(minutes.get(i));
			OrderBuilder order = anOrder().named(names.get(i))
				.priced(Integer.toString(2_500 + 1_750 * i))
				.everyStep(Duration.ofMinutes(20))
				.requestedAt(Instant.now().minus(age));
			this.stack.put(order.at(Status.STEPS.get((int) age.toMinutes() / 20)));
		}
		OrderBuilder late = anOrder().named("Porotos con riendas")
			.priced("5900")
			.everyStep(Duration.ofMinutes(20))
			.requestedAt(Instant.now().minus(Duration.ofMinutes(47)));
		this.stack.put(late.at(Status.PREPARANDO));
		Visitor kitchen = this.visitors.come((browser) -> browser.setViewportSize(1280, 800))
			.open(this.stack.board(1))
			.enter(this.stack.shopKey());

		assertThat(kitchen.find("#o-" + late.id())).isVisible();
		assertThat(kitchen.find("#aviso")).isHidden();
		take(kitchen, "board.png");
	}

	private static void take(Visitor visitor, String name) throws Exception {
		Path file = FOLDER.resolve(name);
		visitor.photograph(file);
		assertThat(Files.size(file)).isLessThan(LARGEST);
	}

}
