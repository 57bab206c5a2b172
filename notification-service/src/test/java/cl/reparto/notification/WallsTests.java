package cl.reparto.notification;

import java.util.Map;
import java.util.Set;

import cl.reparto.local.walls.Walls;
import com.tngtech.archunit.core.domain.JavaClasses;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

class WallsTests {

	private static final String ROOT = "cl.reparto.notification";

	private static final Walls WALLS = Walls.below(ROOT);

	private static final JavaClasses SERVICE = WALLS.classes();

	@Test
	void seesOnlyItselfAndWhatIsCommon() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("cl.reparto..")
				.and(not(resideInAnyPackage(ROOT + "..", "cl.reparto.model..", "cl.reparto.service.."))))
			.check(SERVICE);
	}

	/** There is no circle in it. */
	@Test
	void hasPackagesThatSeeNoMoreThanThis() {
		assertThat(WALLS.sights()).isEqualTo(Map.ofEntries(
				entry("board", Set.of("command", "find", "rules", "status", "status.http")),
				entry("command", Set.of("status", "status.http")), entry("deadletter", Set.of("status", "status.http")),
				entry("find.http", Set.of("find", "rules", "status")),
				entry("mail",
						Set.of("mail.letter", "mail.outbox", "mail.progress", "mail.smtp", "mail.waiting", "rules")),
				entry("mail.letter", Set.of("rules")), entry("mail.progress", Set.of("mail.outbox", "mail.waiting")),
				entry("mail.waiting", Set.of("mail.outbox")),
				entry("ops", Set.of("deadletter", "find", "mail.outbox", "status", "status.http")),
				entry("status", Set.of("find", "rules", "status.absence")),
				entry("status.http", Set.of("rules", "status")),
				entry("status.page", Set.of("command", "status", "status.http"))));
	}

	@Test
	void showsOnlyItsDoors() {
		assertThat(WALLS.doors()).isEqualTo(Map.ofEntries(entry(".", Set.of("NotificationServiceApplication")),
				entry("command", Set.of("IfMatch", "OrderAct", "OrderActs")),
				entry("deadletter",
						Set.of("DeadLetterEntry", "DeadLetterPage", "DeadLetterRedriven", "DeadLetters", "LetterId")),
				entry("find", Set.of("IndexRow", "OrderIndex", "FoundOrders", "OrderSearch", "OrderPlace")),
				entry("mail.letter", Set.of("LetterWriter")),
				entry("mail.outbox",
						Set.of("Backoff", "Letter", "MailLease", "MailsWaiting", "Outbox", "RecallWindow",
								"RecordPosition", "UnfinishedOffsets")),
				entry("mail.progress", Set.of("MailConsumers", "OutcomeWriter", "ProgressConsumer", "ReadingWatch")),
				entry("mail.smtp", Set.of("Delivery", "SmtpConnection", "SmtpServer")),
				entry("mail.waiting", Set.of("MailCommandReading", "WaitingMails")),
				entry("rules", Set.of("ShopRules")),
				entry("status",
						Set.of("OrderStatus", "StatusSettings", "StatusView", "StoredStatus", "ViewNotReadyException")),
				entry("status.absence", Set.of("AbsenceQuestions")),
				entry("status.http", Set.of("OrderId", "StatusAnswer", "Watchers"))));
	}

	@Test
	void injectsNoFields() {
		noFields().should()
			.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
			.orShould()
			.beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
			.check(SERVICE);
	}

	@Test
	void keepsNoStaticState() {
		noFields().that().areStatic().should().notBeFinal().check(SERVICE);
	}

}
