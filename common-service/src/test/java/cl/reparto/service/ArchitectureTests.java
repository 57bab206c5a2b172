package cl.reparto.service;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

class ArchitectureTests {

	@Test
	void knowsOfTheSystemOnlyTheModel() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("cl.reparto..")
				.and(not(resideInAnyPackage("cl.reparto.service", "cl.reparto.model"))))
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("cl.reparto.service"));
	}

}
