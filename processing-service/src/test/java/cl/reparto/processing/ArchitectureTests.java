package cl.reparto.processing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests {

	private static final JavaClasses SERVICE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("cl.reparto.processing");

	@Test
	void knowsOfTheOtherServicesOnlyWhatTravels() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("cl.reparto.request..", "cl.reparto.notification..", "cl.reparto.local..",
					"cl.reparto.load..")
			.check(SERVICE);
	}

	@Test
	void keepsTheStateMachineFreeOfSpring() {
		noClasses().that()
			.haveNameMatching(".*\\.(Lifecycle|Agenda|OrderWalk|OrderTopology|OrderMetrics)")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.check(SERVICE);
	}

	@Test
	void keepsTheLifecycleFreeOfKafka() {
		noClasses().that()
			.haveSimpleName("Lifecycle")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.apache.kafka..")
			.check(SERVICE);
	}

	@Test
	void isPackagePrivateButForWhatOthersStart() {
		classes().that().arePublic().should().haveSimpleName("ProcessingServiceApplication").check(SERVICE);
	}

}
