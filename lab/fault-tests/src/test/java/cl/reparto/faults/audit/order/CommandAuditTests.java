package cl.reparto.faults.audit.order;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.faults.audit.Deed;
import cl.reparto.faults.audit.Deed.Told;
import cl.reparto.faults.audit.Entry;
import cl.reparto.faults.audit.Request;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The auditor of what people do audited: each planted fault is found, and an honest
 * record is not accused.
 */
class CommandAuditTests {

	private static final JsonMapper JSON = new JsonMapper();

	private static final String ANAS = "11111111-1111-1111-1111-111111111111";

	private static final String EVAS = "22222222-2222-2222-2222-222222222222";

	/**
	 * What stands where all is as promised. A step is told as version, status, second,
	 * second at which the next is due, and more of the step; a command as its number,
	 * action, by, second and more; an outcome as command, action, by, result, version and
	 * status; a note as version, status and outcome. The shop delays Ana's order, moves
	 * it on, takes that back, and Ana cancels it; Eva's it moves on once, and Eva would
	 * cancel it too late and when it has ended.
	 */
	private static final String HONEST = """
			walk|ANA|1|recibido|00|30
			walk|ANA|2|recibido|01|90|"by":"shop","delay":"PT1M"
			walk|ANA|3|preparando|02|40|"by":"shop"
			walk|ANA|4|recibido|22|90|"by":"shop"
			walk|ANA|5|cancelado|23|-|"by":"customer","reason":"tarde"
			walk|EVA|1|recibido|00|10
			walk|EVA|2|preparando|10|50
			walk|EVA|3|entregando|12|20|"by":"shop"
			walk|EVA|4|finalizado|20|-
			command|ANA|a1|delay|shop|01|"delay":"PT1M"
			command|ANA|a2|advance|shop|02|"ifVersion":2
			command|ANA|a3|recall|shop|21
			command|ANA|a3|recall|shop|22
			command|ANA|a4|cancel|customer|23|"reason":"tarde"
			command|EVA|e1|cancel|customer|11|"reason":"tarde"
			command|EVA|e2|advance|shop|11|"ifVersion":1
			command|EVA|e3|advance|shop|12|"ifVersion":2
			command|EVA|e4|cancel|customer|21|"reason":"no"
			outcome|ANA|a1|delay|shop|done|2|recibido
			outcome|ANA|a2|advance|shop|done|3|preparando
			outcome|ANA|a3|recall|shop|done|4|recibido
			outcome|ANA|a3|recall|shop|done|4|recibido
			outcome|ANA|a4|cancel|customer|done|5|cancelado
			outcome|EVA|e1|cancel|customer|too-late|2|preparando
			outcome|EVA|e2|advance|shop|stale|2|preparando
			outcome|EVA|e3|advance|shop|done|3|entregando
			outcome|EVA|e4|cancel|customer|ended|4|finalizado
			asked|ANA|delay|shop|01|DONE|2
			asked|ANA|advance|shop|02|DONE|3
			asked|ANA|recall|shop|21|DONE|4
			asked|ANA|cancel|customer|23|LATER|0
			asked|EVA|cancel|customer|11|REFUSED|0
			asked|EVA|advance|shop|11|UNCLEAR|0
			asked|EVA|advance|shop|12|DONE|3
			asked|EVA|cancel|customer|21|REFUSED|0
			note|ANA|1|recibido|sent
			note|ANA|2|recibido|sent
			note|ANA|3|preparando|withdrawn
			note|ANA|4|recibido|withdrawn
			note|ANA|5|cancelado|sent
			note|EVA|1|recibido|sent
			note|EVA|2|preparando|sent
			note|EVA|3|entregando|sent
			note|EVA|4|finalizado|sent
			mail|ANA|1
			mail|ANA|2
			mail|ANA|5
			mail|EVA|1
			mail|EVA|2
			mail|EVA|3
			mail|EVA|4
			""";

	private final Audit audit = new Audit(new Permissions(true, "recibido", Duration.ofSeconds(30)));

	private final Map<String, String> histories = new HashMap<>();

	@Test
	void accusesNoHonestRecord() {
		audit(HONEST);

		assertThat(this.audit.findings().violations()).isEmpty();
		assertThat(this.audit.underWay()).isZero();
	}

	/** Each has one line in another's place; ~ stands for a new line. */
	@ParameterizedTest(name = "{0}")
	@CsvSource(delimiter = ';',
			textBlock = """
					a step that comes twice ; walk|ANA|3|preparando|02|40|"by":"shop" ; walk|ANA|3|preparando|02|40|"by":"shop"~walk|ANA|3|preparando|02|40|"by":"shop" ; version 3 again or backwards
					a version that is left out ; walk|ANA|4|recibido|22|90|"by":"shop"~ ; '' ; of 4 steps after version 3
					a version that vanishes with its recall ; walk|ANA|4|recibido|22|90|"by":"shop"~walk|ANA|5| ; walk|ANA|4| ; has not that status at that version
					a status that another version has ; walk|EVA|3|entregando ; walk|EVA|3|finalizado ; cannot go: after
					a step after the end ; walk|EVA|4|finalizado|20|- ; walk|EVA|4|finalizado|20|-~walk|EVA|5|cancelado|21|-|"by":"customer","reason":"no" ; version 5, cancelado, after the end
					a step after a cancel ; "by":"customer","reason":"tarde"~walk|EVA|1 ; "by":"customer","reason":"tarde"~walk|ANA|6|preparando|24|60~walk|EVA|1 ; version 6, preparando, after the end
					a cancel that the timer makes ; 23|-|"by":"customer","reason":"tarde" ; 23|-|"reason":"tarde" ; cannot cancel
					a cancel without a reason ; 23|-|"by":"customer","reason":"tarde" ; 23|-|"by":"customer" ; cannot cancel
					a customer who cancels too late ; walk|EVA|4|finalizado|20|- ; walk|EVA|4|cancelado|20|-|"by":"customer","reason":"no" ; cannot cancel
					a customer who moves an order on ; walk|EVA|3|entregando|12|20|"by":"shop" ; walk|EVA|3|entregando|12|20|"by":"customer" ; cannot advance
					a step before its time ; walk|EVA|2|preparando|10 ; walk|EVA|2|preparando|09 ; cannot advance
					a step that comes of nobody ; walk|EVA|3|entregando|12|20|"by":"shop" ; walk|EVA|3|entregando|12|20 ; cannot advance
					a delay that delays nothing ; walk|ANA|2|recibido|01|90 ; walk|ANA|2|recibido|01|30 ; PT1M after
					a delay of no time ; "by":"shop","delay":"PT1M"~walk|ANA|3 ; "by":"shop","delay":"PT1S"~walk|ANA|3 ; cannot delay
					a delay by the timer ; |90|"by":"shop","delay":"PT1M" ; |90|"delay":"PT1M" ; cannot delay
					a recall after 31 s ; walk|ANA|4|recibido|22 ; walk|ANA|4|recibido|33 ; cannot recall
					a recall of what the timer did ; walk|EVA|3|entregando|12|20|"by":"shop" ; walk|EVA|3|recibido|12|20|"by":"shop" ; cannot recall
					a recall by the timer ; walk|ANA|4|recibido|22|90|"by":"shop" ; walk|ANA|4|recibido|22|90 ; cannot recall
					an order that is due at its end ; walk|EVA|4|finalizado|20|- ; walk|EVA|4|finalizado|20|30 ; finalizado due at
					a command that is lost ; command|ANA|a2|advance|shop|02|"ifVersion":2~ ; '' ; outcome of command a2, which nobody gave
					a step without a command ; command|EVA|e3|advance|shop|12|"ifVersion":2~&outcome|EVA|e3|advance|shop|done|3|entregando~ ; '' ; comes of no command
					an outcome that is missing ; outcome|EVA|e1|cancel|customer|too-late|2|preparando~ ; '' ; command e1 at order_commands-0@0 lost
					two outcomes ; outcome|EVA|e1|cancel|customer|too-late|2|preparando ; outcome|EVA|e1|cancel|customer|too-late|2|preparando~outcome|EVA|e1|cancel|customer|ended|4|finalizado ; command e1 has another outcome
					an outcome once too often ; outcome|EVA|e1|cancel|customer|too-late|2|preparando ; outcome|EVA|e1|cancel|customer|too-late|2|preparando~outcome|EVA|e1|cancel|customer|too-late|2|preparando ; command e1, given 1 times, has 2 outcomes
					an outcome that says done and did nothing ; outcome|EVA|e1|cancel|customer|too-late ; outcome|EVA|e1|cancel|customer|done ; no such step
					an outcome of another action ; outcome|EVA|e3|advance|shop ; outcome|EVA|e3|cancel|shop ; of another command
					an outcome by another person ; outcome|EVA|e3|advance|shop ; outcome|EVA|e3|advance|customer ; of another command
					an outcome of a version that never was ; e4|cancel|customer|ended|4|finalizado ; e4|cancel|customer|ended|5|cancelado ; has not that status at that version
					an outcome that says ended too soon ; e1|cancel|customer|too-late ; e1|cancel|customer|ended ; it had not ended
					an outcome that does not say ended ; e4|cancel|customer|ended ; e4|cancel|customer|too-late ; it had ended
					an outcome that knows no order ; outcome|EVA|e4|cancel|customer|ended|4|finalizado ; outcome|EVA|e4|cancel|customer|unknown|0| ; has not that status at that version
					a command of two steps ; outcome|EVA|e2|advance|shop|stale|2|preparando ; outcome|EVA|e2|advance|shop|done|3|entregando ; is the doing of both
					a command for another version that is done ; e3|advance|shop|12|"ifVersion":2 ; e3|advance|shop|12|"ifVersion":1 ; it was meant for another version
					a command for this version that is stale ; e2|advance|shop|11|"ifVersion":1 ; e2|advance|shop|11|"ifVersion":2 ; it is the version that it was meant for
					a command that has another reason than its step ; a4|cancel|customer|23|"reason":"tarde" ; a4|cancel|customer|23|"reason":"no" ; another reason or delay
					a command that delays by other than its step ; a1|delay|shop|01|"delay":"PT1M" ; a1|delay|shop|01|"delay":"PT2M" ; another reason or delay
					two commands of one id ; a3|recall|shop|22 ; a3|cancel|shop|22|"reason":"x" ; another command of the same id
					two commands of one word ; e3|advance|shop|12|"ifVersion":2 ; e3|advance|shop|12|"ifVersion":2~command|EVA|e5|advance|shop|13~outcome|EVA|e5|advance|shop|not-allowed|3|entregando ; two commands of
					a command that nobody gave ; e4|cancel|customer|21|"reason":"no" ; e4|cancel|shop|21|"reason":"no" ; nobody asked for command e4
					a command in another partition ; command|EVA|e4|cancel ; elsewhere|EVA|e4|cancel ; its order in partition 0
					a 200 that is lost ; outcome|EVA|e3|advance|shop|done|3|entregando ; outcome|EVA|e3|advance|shop|not-allowed|2|preparando ; told otherwise than it is: Deed
					a 409 for what is done ; asked|EVA|advance|shop|12|DONE|3 ; asked|EVA|advance|shop|12|REFUSED|0 ; told otherwise than it is: Deed
					a 202 that is lost ; asked|EVA|cancel|customer|21|REFUSED|0 ; asked|EVA|cancel|customer|21|REFUSED|0~asked|EVA|recall|shop|22|LATER|0 ; told otherwise than it is: Deed
					a 200 of an older version ; asked|EVA|advance|shop|12|DONE|3 ; asked|EVA|advance|shop|12|DONE|2 ; told otherwise than it is: Deed
					a note that is lost ; note|ANA|4|recibido|withdrawn~ ; '' ; notified of version 5 after 3
					a note of the last version that is lost ; note|ANA|5|cancelado|sent~ ; '' ; lost: in order_requests
					a note that comes twice ; note|ANA|5|cancelado|sent ; note|ANA|5|cancelado|sent~note|ANA|5|cancelado|sent ; notified again of version 5
					a note of another status ; note|ANA|5|cancelado ; note|ANA|5|finalizado ; notified of version 5 as finalizado, which is cancelado
					a mail of what was withdrawn ; mail|ANA|5 ; mail|ANA|5~mail|ANA|3 ; version 3 withdrawn and mailed
					a recall that is told without its advance ; note|ANA|4|recibido|withdrawn ; note|ANA|4|recibido|sent~mail|ANA|4 ; version 3 withdrawn, which is no advance with its recall
					an advance that is told, and not its recall ; note|ANA|3|preparando|withdrawn ; note|ANA|3|preparando|sent~mail|ANA|3 ; version 4 withdrawn, which is no advance with its recall
					an advance that is withdrawn and stands ; note|EVA|3|entregando|sent ; note|EVA|3|entregando|withdrawn ; version 3 withdrawn, which is no advance with its recall
					a mail of a cancel that is lost ; mail|ANA|5~ ; '' ; lost: in order_requests
					a mail of a version that never was ; mail|EVA|4 ; mail|EVA|4~mail|EVA|5 ; mailed of version 5 that it never had
					""")
	void finds(String what, String found, String forged, String violation) {
		String record = Stream.of(found.split("&"))
			.reduce(HONEST, (all, each) -> all.replace(text(each), text(forged)));
		assertThat(record).as("forged").isNotEqualTo(HONEST);

		audit(record);

		assertThat(this.audit.findings().violations()).anySatisfy((each) -> assertThat(each).contains(violation));
	}

	private static String text(String cell) {
		return cell.replace('~', '\n');
	}

	@Test
	void waitsForAnOutcome() {
		audit(HONEST.replace("outcome|EVA|e4|cancel|customer|ended|4|finalizado\n", ""));

		assertThat(this.audit.underWay()).isOne();
		assertThat(this.audit.findings().lost()).isOne();
	}

	@Test
	void countsOutcomesThatAreTooMany() {
		String outcome = "outcome|EVA|e4|cancel|customer|ended|4|finalizado\n";
		audit(HONEST.replace(outcome, outcome + outcome));

		assertThat(this.audit.findings().doubled()).isOne();
	}

	/** Topics are read one after the other, while more is written. */
	@Test
	void findsNothingWrongWithWhatIsReadBeforeItsCause() {
		audit(HONEST.lines()
			.sorted(Comparator.comparing((line) -> line.startsWith("walk") || line.startsWith("command")))
			.collect(Collectors.joining("\n")));

		assertThat(this.audit.findings().violations()).isEmpty();
	}

	private void audit(String record) {
		this.audit.answered(Request.of("ana@example.com", "Empanadas", "4500").taken(ANAS));
		this.audit.answered(Request.of("eva@example.com", "Empanadas", "4500").taken(EVAS));
		record.lines().map((line) -> line.split("\\|", 8)).forEach(this::tell);
	}

	private void tell(String[] words) {
		String id = words[1].equals("ANA") ? ANAS : EVAS;
		String email = words[1].toLowerCase(Locale.ROOT) + "@example.com";
		switch (words[0]) {
			case "walk" -> walk(id, email, words);
			case "command" -> publish("order_commands", 0, id, command(id, words));
			case "elsewhere" -> publish("order_commands", 1, id, command(id, words));
			case "outcome" -> publish("order_command_outcomes", 0, id, """
					{"command":"%s","order":"%s","action":"%s","by":"%s","result":"%s","version":%s,"status":"%s"}"""
				.formatted(words[2], id, words[3], words[4], words[5], words[6], words[7]));
			case "asked" -> this.audit.asked(
					new Deed(id, words[2], words[3], at(words[4]), Told.valueOf(words[5]), Integer.parseInt(words[6])));
			case "note" -> publish("order_notifications", 0, id, """
					{"id":"%s","version":%s,"status":"%s","outcome":"%s"}""".formatted(id, words[2], words[3],
					words[4]));
			case "mail" -> this.audit.mailed("<" + id + "." + words[2] + "@reparto.example>", email);
			default -> throw new IllegalArgumentException(words[0]);
		}
	}

	private void walk(String id, String email, String[] words) {
		String step = "{\"status\":\"" + words[3] + "\",\"at\":\"" + at(words[4]) + "\"" + more(words, 6) + "}";
		String history = this.histories.merge(id, step, (before, next) -> before + "," + next);
		String due = words[5].equals("-") ? "null" : "\"" + at(words[5]) + "\"";
		publish("order_processing", 0, id,
				"""
						{"id":"%s","name":"Empanadas","price":4500,"email":"%s","status":"%s","version":%s,"history":[%s],"dueAt":%s}"""
					.formatted(id, email, words[3], words[2], history, due));
	}

	private static String command(String id, String[] words) {
		return """
				{"id":"%s","order":"%s","action":"%s","by":"%s","at":"%s"%s}""".formatted(words[2], id, words[3],
				words[4], at(words[5]), more(words, 6));
	}

	private static String more(String[] words, int from) {
		return (words.length > from) ? "," + words[from] : "";
	}

	private static Instant at(String second) {
		return Instant.parse("2026-01-01T12:00:00Z").plusSeconds(Long.parseLong(second));
	}

	private void publish(String topic, int partition, String id, String json) {
		this.audit.published(new Entry(topic, topic + "-" + partition + "@0", id, JSON.readTree(json)));
	}

}
