package cl.reparto.notification.status.page;

import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.util.UUID;

import cl.reparto.local.order.OrderBuilder;
import cl.reparto.model.Actor;
import cl.reparto.model.OrderProgress;
import cl.reparto.model.Status;
import cl.reparto.model.command.CommandOutcome.Result;
import cl.reparto.model.command.OrderCommand;
import cl.reparto.model.command.OrderCommand.Action;
import cl.reparto.notification.command.StandInShop;
import cl.reparto.notification.status.StandInService;
import cl.reparto.notification.status.StandInView;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static cl.reparto.local.order.OrderBuilder.anOrder;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

/** What becomes of the page's form, without Kafka and without processing-service. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(60)
@ResourceLock(StandInShop.SHARED)
class CancelControllerTests {

	private static final String KEY = "3f2a91c4-5b6d-4e7f-8a9b-0c1d2e3f4a5b";

	private static final String[] BROWSER = { "Content-Type", "application/x-www-form-urlencoded", "Accept",
			"text/html" };

	private final StandInService service = StandInShop.keyless();

	private final StandInView view = this.service.view();

	private final StandInShop shop = StandInShop.of(this.service);

	private OrderBuilder order = anOrder();

	@BeforeEach
	void receive() {
		this.order = anOrder();
		this.view.put(this.order.at(Status.RECIBIDO));
		this.shop.decide((shop, command) -> shop.done(command, cancelled(command)));
	}

	private OrderProgress cancelled(OrderCommand command) {
		return this.order.at(Status.RECIBIDO).cancelled(command.by(), command.at(), String.valueOf(command.reason()));
	}

	@Test
	void cancelsAsTheCustomerAndLeadsBackToThePage() throws Exception {
		HttpResponse<String> answer = send(" me equivoqué ", KEY);

		assertThat(answer.statusCode()).isEqualTo(303);
		assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(this.order.id() + "?seen=2");
		assertThat(this.shop.commands()).singleElement().satisfies((command) -> {
			assertThat(command.action()).isEqualTo(Action.CANCEL);
			assertThat(command.by()).isEqualTo(Actor.CUSTOMER);
			assertThat(command.reason()).isEqualTo("me equivoqué");
		});
		assertThat(this.service.get("/orders/" + this.order.id() + "?seen=2", BROWSER).body())
			.contains("<h1>Cancelado</h1>", "Lo cancelaste.", "me equivoqué");
	}

	@Test
	void takesADoubleClickForOneWish() throws Exception {
		send("", KEY);
		send("", KEY);
		send("", UUID.randomUUID().toString());

		assertThat(this.shop.commands()).hasSize(3);
		assertThat(this.shop.commands().get(1).id()).isEqualTo(this.shop.commands().get(0).id());
		assertThat(this.shop.commands().get(2).id()).isNotEqualTo(this.shop.commands().get(0).id());
	}

	/** Who goes back in the browser and says why otherwise is told how the order is. */
	@Test
	void takesAnotherReasonForAnotherWish() throws Exception {
		send("me equivoqué", KEY);
		send("ya no quiero", KEY);

		assertThat(this.shop.commands()).extracting(OrderCommand::id).doesNotHaveDuplicates();
	}

	@Test
	void asksForNoReason() throws Exception {
		send(" ", KEY);

		assertThat(this.shop.commands()).singleElement()
			.satisfies((command) -> assertThat(command.reason()).isEqualTo("sin decir por qué"));
	}

	@Test
	void saysKindlyThatItIsTooLate() throws Exception {
		OrderProgress further = this.order.at(Status.PREPARANDO);
		this.shop.decide((shop, command) -> {
			this.view.put(further);
			shop.tell(command, Result.TOO_LATE, further);
		});

		HttpResponse<String> answer = send("", KEY);

		assertThat(answer.statusCode()).isEqualTo(409);
		assertThat(answer.body()).contains("<h1>Preparando</h1>", "role=\"alert\">Ya no se puede cancelar")
			.doesNotContain("<form");
		assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow()).contains("form-action 'self'")
			.doesNotContain("unsafe");
		assertThat(answer.headers().firstValue("Referrer-Policy")).contains("no-referrer");
	}

	@Test
	void saysThatThereIsNothingLeftToCancel() throws Exception {
		decide(Result.ENDED, this.order.at(Status.FINALIZADO));

		assertThat(send("", KEY).body()).contains("Ya no queda nada que cancelar.");
	}

	@Test
	void showsThatItIsCancelledWhoeverHasDoneThat() throws Exception {
		OrderProgress received = this.order.at(Status.RECIBIDO);
		decide(Result.ENDED, received.cancelled(Actor.SHOP, received.reachedAt(), "no queda"));

		assertThat(send("", KEY).statusCode()).isEqualTo(303);
	}

	@Test
	void saysThatItIsOnItsWayWhereThatTakesLong() throws Exception {
		this.shop.decide((_, _) -> {
		});

		HttpResponse<String> answer = send("", KEY);

		assertThat(answer.statusCode()).isEqualTo(202);
		assertThat(answer.body()).contains("Estamos en ello", "value=\"" + KEY + "\"");
	}

	@ParameterizedTest
	@ValueSource(strings = { "a\u0000b", "a\nb" })
	void takesNoReasonThatIsNoLine(String reason) throws Exception {
		HttpResponse<String> answer = send(reason, KEY);

		assertThat(answer.statusCode()).isEqualTo(422);
		assertThat(answer.body()).contains("No pudimos tomar ese motivo", "<details class=\"cancel\" open>");
		assertThat(this.shop.commands()).isEmpty();
	}

	@ParameterizedTest
	@CsvSource({ "x, no es la direcci", "3f2a91c4-5b6d-4e7f-8a9b-000000000000, No encontramos este pedido" })
	void helpsWhoeverHasNoOrder(String id, String said) throws Exception {
		HttpResponse<String> answer = this.service.post("/orders/" + id, "key=" + KEY, BROWSER);

		assertThat(answer.statusCode()).isEqualTo(404);
		assertThat(answer.body()).contains(said);
	}

	private void decide(Result result, OrderProgress order) {
		this.shop.decide((shop, command) -> {
			this.view.put(order);
			shop.tell(command, result, order);
		});
	}

	private HttpResponse<String> send(String reason, String key) throws Exception {
		return this.service.post("/orders/" + this.order.id(),
				"reason=" + URLEncoder.encode(reason, UTF_8) + "&key=" + key, BROWSER);
	}

}
