package cl.reparto.browser;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.Status;
import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Keyboard;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The board as a kitchen has it: on a wall, with a bump bar, gloves and noise.
 */
@ExtendWith(Browsing.class)
class SeenBoardTests {

	/** CSS pixels: a finger in a glove. */
	private static final int GLOVE = 48;

	private static final String TOO_SMALL = """
			(least) => [...document.querySelectorAll("button, summary, a.button")].filter((each) => each.checkVisibility())
			  .filter((each) => { const box = each.getBoundingClientRect(); return Math.min(box.height, box.width) < least; })
			  .map((each) => each.outerHTML.slice(0, 100))""";

	/** At once, since the board may move between two keys. */
	private static final String WALK = """
			() => {
			  const [first, second] = document.querySelectorAll("#l-recibido .card");
			  const right = document.querySelector("#l-preparando .card");
			  const press = (key) => document.activeElement.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));
			  first.focus();
			  return [["ArrowDown", second], ["ArrowUp", first], ["2", second], ["1", first], ["ArrowRight", right], ["ArrowLeft", first]]
			    .filter(([key, card]) => { press(key); return document.activeElement !== card; })
			    .map(([key]) => key);
			}""";

	private static final String COUNT_TONES = """
			window.tones = 0;
			const start = OscillatorNode.prototype.start;
			OscillatorNode.prototype.start = function (...at) { window.tones += 1; return start.apply(this, at); };""";

	private static final String NOTE_WHAT_COMES_BACK = """
			(ids) => {
			  window.back = [];
			  const list = document.getElementById("l-recibido");
			  new MutationObserver(() => back.push(...ids.filter((id) => list.querySelector(`#${id}`))))
			    .observe(list, { childList: true });
			}""";

	private static final Duration STEP = Duration.ofMinutes(20);

	private final BrowsedStack stack;

	private final Visitors visitors;

	SeenBoardTests(BrowsedStack stack, Visitors visitors) {
		this.stack = stack;
		this.visitors = visitors;
	}

	@BeforeEach
	void takeTime() {
		this.stack.say("{\"pace\":4}");
	}

	@AfterEach
	void beAsUsual() {
		this.stack.say("{}");
	}

	@Test
	void isWorkedWithABumpBar() {
		URI page = this.stack.placeForLater(anOrder().named("Lomo a lo pobre"));
		Visitor kitchen = signIn(this.visitors.come());
		String card = "#o-" + page.getPath().substring("/orders/".length());
		Keyboard bar = kitchen.page().keyboard();

		kitchen.find(card).focus();
		bar.press("Enter");
		assertThat(kitchen.find("#l-preparando " + card)).isFocused();
		bar.press("r");
		assertThat(kitchen.find("#l-recibido " + card)).isFocused();
		String due = kitchen.find(card).getAttribute("data-due");
		bar.press("+");
		assertThat(kitchen.find(card)).not().hasAttribute("data-due", due);
		assertThat(kitchen.find(card)).isFocused();
		bar.press("c");
		assertThat(kitchen.find(card + " .usual button").first()).isFocused();
		bar.press("Escape");
		assertThat(kitchen.find(card)).isFocused();
		bar.press("c");
		bar.press("Enter");
		assertThat(kitchen.find(card)).hasCount(0);
		assertThat(kitchen.find("#terminados")).isHidden();
		kitchen.find(".ended summary").press("Enter");
		assertThat(kitchen.find("#terminados")).containsText("Lomo a lo pobre Cancelado: Se acabó");
	}

	@Test
	void doesNothingTwiceWhileAKeyIsHeld() {
		URI page = this.stack.placeForLater(anOrder());
		Visitor kitchen = signIn(this.visitors.come());
		String card = "#o-" + page.getPath().substring("/orders/".length());

		kitchen.find(card).focus();
		assertIsDoneOnce(kitchen, "#l-preparando " + card);
		kitchen.find(card + " .main").focus();
		assertIsDoneOnce(kitchen, "#l-entregando " + card);
	}

	/** Whatever is asked for too often is done before what is asked for last. */
	private static void assertIsDoneOnce(Visitor kitchen, String card) {
		Keyboard bar = kitchen.page().keyboard();
		bar.down("Enter");
		assertThat(kitchen.find(card)).isVisible();
		String due = kitchen.find(card).getAttribute("data-due");
		bar.down("Enter");
		bar.up("Enter");
		bar.press("+");
		assertThat(kitchen.find(card)).not().hasAttribute("data-due", due);
	}

	@Test
	void isWalkedByArrowsAndNumbersAndTouchedWithGloves() {
		put(Status.RECIBIDO, STEP);
		put(Status.RECIBIDO, STEP);
		put(Status.PREPARANDO, STEP);

		Visitor kitchen = signIn(this.visitors.come());

		assertThat((List<?>) kitchen.page().evaluate(WALK)).isEmpty();
		assertThat((List<?>) kitchen.page().evaluate(TOO_SMALL, GLOVE)).isEmpty();
	}

	@Test
	void showsByItsColourThatAnOrderHasToBeHurriedOrIsLate() {
		UUID near = put(Status.PREPARANDO, STEP.dividedBy(4).plusSeconds(4));
		UUID late = put(Status.PREPARANDO, Duration.ofSeconds(4 - 30));

		Visitor kitchen = signIn(this.visitors.come().seeingNoNewsByChance());

		assertThat(kitchen.find("#o-" + near)).hasClass(Pattern.compile(".*\\bnear\\b.*"));
		assertThat(kitchen.find("#o-" + late)).hasClass(Pattern.compile(".*\\blate\\b.*"));
	}

	@Test
	void ringsForANewOrderOnceItIsAskedForSoundForGood() {
		Visitor kitchen = this.visitors.come();
		kitchen.page().addInitScript(COUNT_TONES);
		signIn(kitchen);
		kitchen.find("#sonido").press("Enter");
		assertThat(kitchen.find("#sonido")).hasAttribute("aria-pressed", "true");

		kitchen.page().reload();
		assertThat(kitchen.find("#sonido")).hasAttribute("aria-pressed", "false");
		kitchen.page().keyboard().press("ArrowDown");
		assertThat(kitchen.find("#sonido")).hasAttribute("aria-pressed", "true");
		int tones = tones(kitchen);
		this.stack.placeForLater(anOrder());

		await().atMost(Duration.ofMinutes(1)).until(() -> tones(kitchen) > tones);
	}

	@Test
	void asksAgainWhereAnAnswerNeverComes() {
		Visitor kitchen = signIn(this.visitors.come().seeingNoNewsByChance());
		kitchen.hearsNothingOnce("**/board");

		UUID order = put(Status.RECIBIDO, STEP);

		assertThat(kitchen.find("#perdida")).isVisible();
		assertThat(kitchen.find("#o-" + order)).isVisible();
		assertThat(kitchen.find("#perdida")).isHidden();
	}

	/** Such as one that another instance gives, which has not read so far yet. */
	@Test
	void neverGoesBackToAnOlderAnswer() {
		OrderBuilder moved = anOrder().everyStep(STEP).requestedAt(Instant.now());
		OrderBuilder ended = anOrder().everyStep(STEP).requestedAt(Instant.now());
		this.stack.put(moved.at(Status.RECIBIDO));
		this.stack.put(ended.at(Status.RECIBIDO));
		Visitor kitchen = signIn(this.visitors.come());
		assertThat(kitchen.find("#l-recibido #o-" + moved.id())).isVisible();
		assertThat(kitchen.find("#l-recibido #o-" + ended.id())).isVisible();
		APIResponse old = kitchen.page().request().get(this.stack.board(1).toString());
		this.stack.put(moved.at(Status.PREPARANDO));
		this.stack.put(ended.at(Status.RECIBIDO).cancelled(Actor.SHOP, Instant.now(), "no queda pan"));
		assertThat(kitchen.find("#l-preparando #o-" + moved.id())).isVisible();
		assertThat(kitchen.find("#o-" + ended.id())).hasCount(0);

		kitchen.page().evaluate(NOTE_WHAT_COMES_BACK, List.of("o-" + moved.id(), "o-" + ended.id()));
		kitchen.page()
			.route("**/board", (route) -> route.fulfill(new Route.FulfillOptions().setResponse(old)),
					new Page.RouteOptions().setTimes(1));
		UUID order = put(Status.RECIBIDO, STEP);

		assertThat(kitchen.find("#o-" + order)).isVisible();
		assertThat((List<?>) kitchen.page().evaluate("back")).isEmpty();
	}

	private static int tones(Visitor kitchen) {
		return (Integer) kitchen.page().evaluate("tones");
	}

	/** An order that is due after some time. */
	private UUID put(Status status, Duration left) {
		OrderBuilder order = anOrder().everyStep(STEP)
			.requestedAt(Instant.now().plus(left).minus(STEP.multipliedBy(status.number())));
		this.stack.put(order.at(status));
		return order.id();
	}

	private Visitor signIn(Visitor kitchen) {
		kitchen.open(this.stack.board(1)).enter(this.stack.shopKey());
		assertThat(kitchen.find("[data-cards]")).hasCount(3);
		return kitchen;
	}

}
