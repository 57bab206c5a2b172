package cl.reparto.faults.audit.guild;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

import cl.reparto.faults.audit.Entry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The auditor of the guild audited: each planted fault is found, and an honest record is
 * not accused.
 */
class GuildAuditTests {

	private static final JsonMapper JSON = new JsonMapper();

	/** An applicant. */
	private static final String ANA = "11111111-1111-1111-1111-111111111111";

	private static final Instant AT_REST = Instant.parse("2026-04-05T13:00:00Z");

	/**
	 * What stands in the topics where all is as promised: topic, key, value and, where it
	 * matters, the second of 12:01 at which it was read. The first two sales are of
	 * 2026-04-04 in Santiago, which lasts 25 hours. The clock of cart A was set back by
	 * ten minutes since.
	 */
	private static final String HONEST = """
			registroVenta|A|{"id":"v1","patente":"A","cliente":"Luis","cantidad":2,"hora":"2026-04-05T03:30:00Z","ubicacion":{"lon":-71}}
			registroVenta|A|{"id":"v2","patente":"A","cliente":"luis ","cantidad":3,"hora":"2026-04-05T03:59:00Z","ubicacion":{"lon":-71}}
			registroVenta|A|{"id":"v2","patente":"A","cliente":"luis ","cantidad":3,"hora":"2026-04-05T03:59:00Z","ubicacion":{"lon":-71}}
			registroVenta|A|{"id":"v3","patente":"A","cliente":"Rosa","cantidad":1,"hora":"2026-04-05T04:00:00Z","ubicacion":{"lon":-71}}
			ventas_diarias|2026-04-04#A#America/Santiago|{"patente":"A","dia":"2026-04-04","zona":"America/Santiago","ventas":1,"sopaipillas":2,"clientes":1}
			ventas_diarias|2026-04-04#A#America/Santiago|{"patente":"A","dia":"2026-04-04","zona":"America/Santiago","ventas":2,"sopaipillas":5,"clientes":1}
			ventas_diarias|2026-04-05#A#America/Santiago|{"patente":"A","dia":"2026-04-05","zona":"America/Santiago","ventas":1,"sopaipillas":1,"clientes":1}
			stock|A|{"tipo":"existencia","id":"v1","patente":"A","cantidad":19,"medidaEn":"2026-04-05T03:30:00Z","recibidaEn":"2026-04-05T03:30:00Z"}
			stock|A|{"tipo":"existencia","id":"v2","patente":"A","cantidad":16,"medidaEn":"2026-04-05T03:59:00Z","recibidaEn":"2026-04-05T03:59:00Z"}
			stock|A|{"tipo":"existencia","id":"v3","patente":"A","cantidad":15,"medidaEn":"2026-04-05T04:00:00Z","recibidaEn":"2026-04-05T04:00:00Z"}
			ubicacion|A|{"tipo":"posicion","patente":"A","medidaEn":"2026-04-05T03:30:00Z","recibidaEn":"2026-04-05T03:30:00Z"}
			ubicacion|A|{"tipo":"posicion","patente":"A","medidaEn":"2026-04-05T03:59:00Z","recibidaEn":"2026-04-05T03:59:01Z"}
			ubicacion|A|{"tipo":"posicion","patente":"A","medidaEn":"2026-04-05T04:00:00Z","recibidaEn":"2026-04-05T04:00:00Z"}
			ubicacion|A|{"tipo":"posicion","patente":"A","medidaEn":"2026-04-05T11:50:00Z","recibidaEn":"2026-04-05T12:00:00Z"}
			carritos|A|{"patente":"A","vistoEn":"2026-04-05T12:00:00Z","estado":"activo"}
			carritos|A|{"patente":"A","vistoEn":"2026-04-05T12:00:00Z","estado":"perdido"}|01
			reposiciones|1|{"lote":1,"carritos":["A","B","C","D","E"],"emitidaEn":"2026-04-05T04:00:01Z","entregadaEn":null}
			reposiciones|1|{"lote":1,"carritos":["A","B","C","D","E"],"emitidaEn":"2026-04-05T04:00:01Z","entregadaEn":"2026-04-05T05:00:00Z"}
			reposiciones|2|{"lote":2,"carritos":["A","B","C","D","F"],"emitidaEn":"2026-04-05T05:00:01Z","entregadaEn":null}
			reposiciones|3|{"lote":3,"carritos":["E","G","H","I","J"],"emitidaEn":"2026-04-05T05:00:02Z","entregadaEn":null}
			ubicacion|P|{"tipo":"aviso","id":"n1","patente":"P","agente":"Uno"}
			ubicacion|P|{"tipo":"aviso","id":"n2","patente":"P","agente":"Dos"}
			ubicacion|P|{"tipo":"aviso","id":"n2","patente":"P","agente":"Dos"}
			ubicacion|P|{"tipo":"aviso","id":"n3","patente":"P","agente":"TRES"}
			ubicacion|pirata:n4|{"tipo":"aviso","id":"n4","patente":null,"agente":"Uno"}
			profugos|P|{"sujeto":"P","estado":"confirmado","avisos":3,"agentes":3}
			profugos|pirata:n4|{"sujeto":"pirata:n4","estado":"denunciado","avisos":1,"agentes":1}
			alertas_profugo|P|{"sujeto":"P","episodio":1,"estado":"denunciado"}
			alertas_profugo|P|{"sujeto":"P","episodio":1,"estado":"confirmado"}
			alertas_profugo|pirata:n4|{"sujeto":"pirata:n4","episodio":1,"estado":"denunciado"}
			nuevosMiembros|A|{"tipo":"solicitud","id":"ANA","rut":"1-9","patente":"A","correo":"a@b.cl"}
			nuevosMiembros|A|{"tipo":"decision","id":"ANA","aceptada":true}
			nuevosMiembros|A|{"tipo":"decision","id":"ANA","aceptada":false}
			nuevosMiembros|B|{"tipo":"solicitud","id":"EVA","rut":"2-7","patente":"B","correo":"e@b.cl"}
			miembros|ANA|{"estado":"en-espera","decision":null}
			miembros|ANA|{"estado":"aceptada","decision":"d1"}
			miembros|EVA|{"estado":"en-espera","decision":null}
			"""
		.replace("ANA", ANA)
		.replace("EVA", ANA.replace('1', '2'));

	private final GuildAudit audit = new GuildAudit(Duration.ofSeconds(60));

	@Test
	void accusesNoHonestRecord() {
		audit(HONEST, "aceptada");

		assertThat(this.audit.findings(AT_REST))
			.isEqualTo(new GuildFindings(3, 4, 1, 3, 0, 0, 1, 0, Duration.ofSeconds(1), List.of()));
	}

	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';',
			textBlock = """
					a sale that is counted twice ; "ventas":2,"sopaipillas":5 ; "ventas":3,"sopaipillas":8 ; counts 3 sales of 2
					a sale that is not counted ; "ventas":2,"sopaipillas":5 ; "ventas":1,"sopaipillas":2 ; has sales/sopaipillas/clients 1/2/1 instead of 2/5/1
					a client who is counted twice ; "sopaipillas":5,"clientes":1 ; "sopaipillas":5,"clientes":2 ; 2/5/2 instead of 2/5/1
					a sale in the next day ; 2026-04-05T03:59:00Z","ubi ; 2026-04-05T04:01:00Z","ubi ; instead of 1/2/1
					a day of nobody's ; 2026-04-05#A#Am ; 2026-04-06#A#Am ; counts 1 sales of 0
					a sale that is lost ; "id":"v3" ; "id":"v9" ; sale v3 lost
					a sale that stock heard of twice ; "id":"v3","patente":"A","cantidad":15 ; "id":"v2","patente":"A","cantidad":15 ; told of a sale again
					a sale without a place ; "posicion","patente":"A","medidaEn":"2026-04-05T03:59:00Z" ; "posicion","patente":"A","medidaEn":"2026-04-05T03:59:02Z" ; no place came of sale
					a lot with four carts ; ["E","G","H","I","J"] ; ["E","G","H","I"] ; lot 3 begins with [E, G, H, I]
					a lot with one cart twice ; ["E","G","H","I","J"] ; ["E","G","H","I","I"] ; lot 3 begins with
					a lot that is issued twice ; "emitidaEn":"2026-04-05T04:00:01Z","entregadaEn":"2026-04-05T05:00:00Z" ; "emitidaEn":"2026-04-05T04:00:01Z","entregadaEn":null ; lot 1 issued again
					a lot that is lost ; reposiciones|3|{"lote":3 ; reposiciones|4|{"lote":4 ; lot 3 lost
					a cart in two lots ; ["E","G","H","I","J"] ; ["F","G","H","I","J"] ; cart F in lots [2, 3], of which 0 were delivered
					a fugitive that is lost ; profugos|P ; profugos|Q ; fugitive P has state/notices/agents none
					a fugitive that nobody reported ; profugos|P ; profugos|Q ; nobody reported the fugitive Q
					a notice that is counted twice ; "avisos":3 ; "avisos":4 ; confirmado/4/3 instead of confirmado/3/3
					a notice that is lost ; "id":"n1" ; "id":"n9" ; notice n1 lost
					a notice that is taken for a position ; "aviso","id":"n4" ; "posicion","medidaEn":"2026-04-05T12:00:00Z","recibidaEn":"2026-04-05T12:00:00Z","id":"n4" ; notice n4 lost
					an alert that comes twice ; "estado":"confirmado"}~alertas_profugo|pirata ; "estado":"denunciado"}~alertas_profugo|pirata ; alert again
					an alert that does not come ; alertas_profugo|P|{"sujeto":"P","episodio":1,"estado":"conf ; alertas_profugo|X|{"sujeto":"P","episodio":1,"estado":"conf ; no alert that P is confirmado
					a cart that is lost too soon ; perdido"}|01 ; perdido"}|-1 ; lost too soon
					a cart that is lost too late ; perdido"}|01 ; perdido"}|03 ; cart A lost PT3S late
					a cart that is not lost ; "perdido" ; "activo" ; cart A is not lost
					a cart that never was there ; "vistoEn":"2026-04-05T12:00:00Z","estado":"perdido" ; "vistoEn":"2026-04-05T11:59:59Z","estado":"perdido" ; gave no sign of life
					an applicant who is lost ; miembros|22 ; miembros|33 ; applicant 22222222-2222-2222-2222-222222222222 is not known
					a decision of no effect ; "aceptada","decision":"d1" ; "en-espera","decision":null ; was decided on and still waits
					a second word that counts ; "aceptada":true} ; "aceptada":false} ; the first word was rechazada
					an outcome that changes ; "aceptada","decision":"d1"} ; "rechazada","decision":"d1"}~miembros|ANA|{"estado":"aceptada","decision":"d1"} ; changed after the outcome
					a dead letter ; profugos|P ; stock_dlt|P ; refused record
					""")
	void finds(String what, String found, String forged, String violation) {
		String topics = HONEST.replace(text(found), text(forged));
		assertThat(topics).as("forged").isNotEqualTo(HONEST);

		audit(topics, "aceptada");

		assertThat(this.audit.findings(AT_REST).violations())
			.anySatisfy((each) -> assertThat(each).contains(violation));
	}

	@Test
	void findsAMailOfAnotherOutcome() {
		audit(HONEST, "rechazada");

		assertFound("mailed to be rechazada");
	}

	@Test
	void findsTwoMembersOfOneNumber() {
		audit(HONEST.replace("2-7", "1-9").replace("\"en-espera\"", "\"aceptada\"").replaceFirst("miembros.*\n", ""),
				"aceptada");

		assertFound("has a number or plate that another member has");
	}

	@Test
	void findsAMailThatIsLost() {
		publish(HONEST);

		assertFound("applicant " + ANA + " has no mail");
	}

	@Test
	void countsTwins() {
		audit(HONEST, "aceptada");
		this.audit.mailed("<" + ANA + ".aceptada@reparto.example>", "a@b.cl");

		assertThat(this.audit.findings(AT_REST).twins()).isOne();
		assertThat(this.audit.findings(AT_REST).violations()).isEmpty();
	}

	@Test
	void findsAnOfficialWhoWasToldOtherwise() {
		audit(HONEST, "aceptada");
		this.audit.told(ANA, "rechazada");

		assertFound("told to be rechazada and is aceptada");
	}

	@Test
	void findsAnInstanceThatShowsLess() {
		audit(HONEST, "aceptada");
		this.audit.shown("guild-2", List.of(JSON.readTree(
				"""
						{"patente":"A","dia":"2026-04-04","zona":"America/Santiago","ventas":1,"sopaipillas":2,"clientes":1}""")));

		assertFound("day 2026-04-04|A|America/Santiago at guild-2 has sales/sopaipillas/clients 1/2/1");
		assertFound("day 2026-04-05|A|America/Santiago at guild-2 has sales/sopaipillas/clients none");
	}

	@Test
	void findsCartsThatWaitThoughTheyMakeALot() {
		audit(HONEST, "aceptada");
		List.of("V", "W", "X", "Y", "Z")
			.forEach((cart) -> publish(
					"""
							registroVenta|%1$s|{"id":"%1$s","patente":"%1$s","cantidad":1,"hora":"2026-04-05T03:30:00Z"}
							stock|%1$s|{"tipo":"existencia","id":"%1$s","patente":"%1$s","cantidad":19,"medidaEn":"2026-04-05T03:30:00Z","recibidaEn":"2026-04-05T03:30:00Z"}
							"""
						.formatted(cart)));

		assertFound("carts wait that make a lot: [V, W, X, Y, Z]");
	}

	@Test
	void findsNoCartToWaitThatSaidLastInTheSameMomentThatItHadEnough() {
		audit(HONEST, "aceptada");
		List.of("V", "W", "X", "Y", "Z")
			.forEach((cart) -> publish(
					"""
							stock|%1$s|{"tipo":"existencia","id":"%1$s2","patente":"%1$s","cantidad":20,"medidaEn":"2026-04-05T03:30:00Z","recibidaEn":"2026-04-05T03:30:02Z"}
							stock|%1$s|{"tipo":"existencia","id":"%1$s1","patente":"%1$s","cantidad":19,"medidaEn":"2026-04-05T03:30:00Z","recibidaEn":"2026-04-05T03:30:01Z"}
							"""
						.formatted(cart)));

		assertThat(this.audit.findings(AT_REST).violations()).isEmpty();
	}

	@Test
	void findsNothingWrongWithACartThatHadEnoughBetweenItsLots() {
		audit(HONEST.replace("[\"E\",\"G\"", "[\"F\",\"G\""), "aceptada");
		publish("""
				stock|F|{"tipo":"existencia","id":"f1","patente":"F","cantidad":19,"medidaEn":"2026-04-05T05:00:00Z","recibidaEn":"2026-04-05T05:00:00Z"}
				stock|F|{"tipo":"existencia","id":"f2","patente":"F","cantidad":20,"medidaEn":"2026-04-05T05:00:01.5Z","recibidaEn":"2026-04-05T05:00:01.5Z"}
				stock|F|{"tipo":"existencia","id":"f3","patente":"F","cantidad":19,"medidaEn":"2026-04-05T05:00:01.8Z","recibidaEn":"2026-04-05T05:00:01.8Z"}
				""");

		assertThat(this.audit.findings(AT_REST).violations()).isEmpty();
	}

	/** Topics are read side by side. */
	@Test
	void findsNothingWrongWithWhatIsReadBeforeItsCause() {
		audit(HONEST.lines()
			.sorted(Comparator.comparing((line) -> !line.startsWith("ubicacion")))
			.collect(Collectors.joining("\n")), "aceptada");

		assertThat(this.audit.findings(AT_REST).violations()).isEmpty();
	}

	@Test
	void excusesACartThatIsLostLateWhileThereIsTrouble() {
		this.audit.troubled(Instant.parse("2026-04-05T12:00:50Z"));
		this.audit.well(Instant.parse("2026-04-05T12:01:02Z"));

		audit(HONEST.replace("perdido\"}|01", "perdido\"}|03"), "aceptada");

		assertThat(this.audit.findings(AT_REST).violations()).isEmpty();
		assertThat(this.audit.findings(AT_REST).late()).isEqualTo(Duration.ofSeconds(1));
	}

	private void audit(String topics, String mailed) {
		List.of("v1", "v2", "v3").forEach((id) -> this.audit.taken("/ventas", id));
		List.of("n1", "n2", "n3", "n4").forEach((id) -> this.audit.taken("/avisos", id));
		this.audit.taken("/miembros", ANA);
		publish(topics);
		this.audit.mailed("<" + ANA + "." + mailed + "@reparto.example>", "a@b.cl");
	}

	private void publish(String topics) {
		topics.lines().map((line) -> line.split("\\|")).forEach((parts) -> {
			Entry entry = new Entry(parts[0], parts[0] + "-0@0", parts[1].replace('#', '|'), JSON.readTree(parts[2]));
			long second = (parts.length > 3) ? Long.parseLong(parts[3]) : 0;
			this.audit.published(entry, Instant.parse("2026-04-05T12:01:00Z").plusSeconds(second));
		});
	}

	/** As it stands in the topics above. */
	private static String text(String cell) {
		return cell.replace('~', '\n').replace("ANA", ANA);
	}

	private void assertFound(String violation) {
		assertThat(this.audit.findings(AT_REST).violations())
			.anySatisfy((each) -> assertThat(each).contains(violation));
	}

}
