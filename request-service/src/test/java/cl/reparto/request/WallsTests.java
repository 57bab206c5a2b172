package cl.reparto.request;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallsTests {

	private static final String ROOT = "cl.reparto.request";

	private static final String HTTP = ROOT + ".http";

	private final JavaClasses service = new ClassFileImporter()
		.withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
		.importPackages(ROOT);

	@Test
	void seesOnlyItselfAndWhatIsCommon() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("cl.reparto..")
				.and(not(resideInAnyPackage("cl.reparto.request..", "cl.reparto.model..", "cl.reparto.service.."))))
			.check(this.service);
	}

	/** What is public, and so what one package can see of another. */
	@Test
	void showsOnlyItsDoors() {
		assertThat(this.service.stream().filter((type) -> type.getModifiers().contains(JavaModifier.PUBLIC)))
			.extracting((type) -> type.getName().substring(ROOT.length() + 1))
			.containsExactlyInAnyOrder("RequestServiceApplication", "OrderIntake", "NewOrder", "http.NewOrderReader",
					"shop.Shop");
	}

	@Test
	void takesOrdersWithoutKnowingHttp() {
		noClasses().that()
			.resideInAPackage(ROOT)
			.should()
			.dependOnClassesThat()
			.resideInAnyPackage(HTTP, "jakarta.servlet..", "org.springframework.http..", "org.springframework.web..")
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
