package cl.reparto.request;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallsTests {

	private final JavaClasses service = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages("cl.reparto.request");

	@Test
	void seesOnlyItselfAndWhatIsCommon() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("cl.reparto..")
				.and(not(resideInAnyPackage("cl.reparto.request..", "cl.reparto.model..", "cl.reparto.service.."))))
			.check(this.service);
	}

	@Test
	void showsNothingButItsMainClass() {
		classes().that()
			.arePublic()
			.should()
			.haveFullyQualifiedName(RequestServiceApplication.class.getName())
			.check(this.service);
	}

	@Test
	void injectsNoFields() {
		noFields().should()
			.beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
			.orShould()
			.beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
			.check(this.service);
	}

	@Test
	void keepsNoStaticState() {
		noFields().that().areStatic().should().notBeFinal().check(this.service);
	}

}
