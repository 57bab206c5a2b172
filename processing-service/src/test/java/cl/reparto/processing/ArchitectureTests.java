package cl.reparto.processing;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests {

	private static final JavaClasses SERVICE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("cl.reparto.processing");

	@Test
	void knowsOfTheOtherServicesOnlyWhatTravels() {
		classes().should()
			.onlyDependOnClassesThat(not(resideInAPackage("cl.reparto.."))
				.or(resideInAnyPackage("cl.reparto.processing", "cl.reparto.model..", "cl.reparto.service..")))
			.check(SERVICE);
	}

	@Test
	void keepsTheStateMachineFreeOfSpring() {
		noClasses().that()
			.haveNameMatching(".*\\.(OrderLifecycle|OrderProcessor|OrderTopology|OrderMetrics|WaitingOrders)")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.check(SERVICE);
	}

	@Test
	void keepsTheLifecycleFreeOfKafka() {
		noClasses().that()
			.haveSimpleName("OrderLifecycle")
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
