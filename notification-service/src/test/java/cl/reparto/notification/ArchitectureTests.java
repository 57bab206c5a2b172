package cl.reparto.notification;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests {

	private static final String STATUS = "cl.reparto.notification.status";

	private static final String MAIL = "cl.reparto.notification.mail";

	private static final JavaClasses SERVICE = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages("cl.reparto.notification");

	@Test
	void knowsOfTheOtherServicesOnlyWhatTravels() {
		noClasses().should()
			.dependOnClassesThat()
			.resideInAnyPackage("cl.reparto.request..", "cl.reparto.processing..", "cl.reparto.local..",
					"cl.reparto.load..")
			.check(SERVICE);
	}

	@Test
	void keepsStatusAndMailApart() {
		noClasses().that()
			.resideInAPackage(STATUS)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(MAIL)
			.check(SERVICE);
		noClasses().that()
			.resideInAPackage(MAIL)
			.should()
			.dependOnClassesThat()
			.resideInAPackage(STATUS)
			.check(SERVICE);
	}

	@Test
	void isPackagePrivateButForWhatOthersStart() {
		classes().that()
			.areTopLevelClasses()
			.and()
			.arePublic()
			.should()
			.haveSimpleName("NotificationServiceApplication")
			.orShould()
			.haveSimpleName("PunctualHttpProtocol")
			.check(SERVICE);
	}

}
