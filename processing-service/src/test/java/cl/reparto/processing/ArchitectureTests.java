package cl.reparto.processing;

import java.util.Map;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class ArchitectureTests {

	private static final JavaClasses SERVICE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("cl.reparto.processing");

	@Test
	void knowsOfTheOtherServicesOnlyWhatTravels() {
		classes().should()
			.onlyDependOnClassesThat(not(resideInAPackage("cl.reparto.."))
				.or(resideInAnyPackage("cl.reparto.processing..", "cl.reparto.model..", "cl.reparto.service..")))
			.check(SERVICE);
	}

	@Test
	void keepsTheStateMachineFreeOfSpring() {
		noClasses().that()
			.resideInAnyPackage("cl.reparto.processing.lifecycle", "cl.reparto.processing.machine")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("org.springframework..")
			.check(SERVICE);
	}

	@Test
	void keepsTheLifecycleFreeOfKafkaAndOfWhoRunsIt() {
		noClasses().that()
			.resideInAPackage("cl.reparto.processing.lifecycle")
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage("org.apache.kafka..", "cl.reparto.processing", "cl.reparto.processing.machine")
			.check(SERVICE);
	}

	@Test
	void keepsTheMachineFreeOfWhoStartsIt() {
		noClasses().that()
			.resideInAPackage("cl.reparto.processing.machine")
			.should()
			.dependOnClassesThat()
			.resideInAPackage("cl.reparto.processing")
			.check(SERVICE);
	}

	@Test
	void isPackagePrivateButForWhatOthersStart() {
		classes().that()
			.arePublic()
			.should()
			.haveNameMatching(".*\\.(ProcessingServiceApplication|lifecycle\\.(OrderLifecycle|Decision)"
					+ "|machine\\.(OrderTopology|OrderMetrics|WaitingOrders))")
			.check(SERVICE);
	}

	@Test
	void keepsPackagesAtADozenTypes() {
		Map<String, Long> types = SERVICE.stream()
			.filter((type) -> !type.getEnclosingClass().isPresent())
			.filter((type) -> !type.getSimpleName().equals("package-info"))
			.collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));

		assertThat(types).hasSize(3).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(12));
	}

}
