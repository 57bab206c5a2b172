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
		assertThat(WALLS.sights())
			.isEqualTo(Map.of("board", Set.of("command", "find", "rules", "status", "status.http"), "command",
					Set.of("status", "status.http"), "find.http", Set.of("find", "rules", "status"), "mail",
					Set.of("mail.letter", "mail.outbox", "mail.progress", "mail.smtp", "mail.waiting"), "mail.progress",
					Set.of("mail.outbox", "mail.waiting"), "mail.waiting", Set.of("mail.outbox"), "status",
					Set.of("find", "rules", "status.absence"), "status.http", Set.of("rules", "status"), "status.page",
					Set.of("command", "status", "status.http")));
	}

	@Test
	void showsOnlyItsDoors() {
		assertThat(WALLS.doors()).isEqualTo(Map.ofEntries(entry(".", Set.of("NotificationServiceApplication")),
				entry("command", Set.of("IfMatch", "OrderAct", "OrderActs")),
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
				entry("status.absence", Set.of("AbsenceQuestions", "ViewFreshness")),
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
