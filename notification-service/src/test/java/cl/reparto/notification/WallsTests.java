package cl.reparto.notification;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

class WallsTests {

	private static final String ROOT = "cl.reparto.notification";

	private static final JavaClasses SERVICE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(ROOT);

	@Test
	void seesOnlyItselfAndWhatIsCommon() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("cl.reparto..")
				.and(not(resideInAnyPackage(ROOT + "..", "cl.reparto.model..", "cl.reparto.service.."))))
			.check(SERVICE);
	}

	/** Each package, and all that it sees of the others. There is no circle in it. */
	@Test
	void hasPackagesThatSeeNoMoreThanThis() {
		Map<String, Set<String>> seen = new TreeMap<>();
		for (JavaClass type : SERVICE) {
			for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
				String other = dependency.getTargetClass().getBaseComponentType().getPackageName();
				if (other.startsWith(ROOT) && !other.equals(type.getPackageName())) {
					seen.computeIfAbsent(inside(type.getPackageName()), (key) -> new TreeSet<>()).add(inside(other));
				}
			}
		}

		assertThat(seen).isEqualTo(Map.of(".mail",
				Set.of(".mail.letter", ".mail.outbox", ".mail.progress", ".mail.smtp"), ".mail.progress",
				Set.of(".mail.outbox"), ".status", Set.of(".status.absence"), ".status.http", Set.of(".status")));
	}

	/** What is public, and so all that one package can see of another. */
	@Test
	void showsOnlyItsDoors() {
		assertThat(SERVICE.stream()
			.filter((type) -> type.isTopLevelClass() && type.getModifiers().contains(JavaModifier.PUBLIC))
			.map((type) -> inside(type.getName()))).containsExactlyInAnyOrder(".NotificationServiceApplication",
					".mail.letter.LetterWriter", ".mail.outbox.Backoff", ".mail.outbox.Letter",
					".mail.outbox.MailLease", ".mail.outbox.Outbox", ".mail.outbox.RecordPosition",
					".mail.outbox.UnfinishedOffsets", ".mail.progress.OutcomeWriter", ".mail.progress.ProgressConsumer",
					".mail.smtp.Delivery", ".mail.smtp.SmtpConnection", ".mail.smtp.SmtpServer",
					".status.StatusSettings", ".status.StatusView", ".status.StoredStatus",
					".status.ViewNotReadyException", ".status.absence.AbsenceQuestions");
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

	private static String inside(String name) {
		return name.substring(ROOT.length());
	}

}
