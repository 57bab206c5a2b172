package cl.reparto.service;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

class ArchitectureTests {

	private static final String KIT = "cl.reparto.service";

	private static final JavaClasses CLASSES = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(KIT);

	@Test
	void knowsOfTheSystemOnlyTheModel() {
		classes().should()
			.onlyDependOnClassesThat(
					not(resideInAPackage("cl.reparto..")).or(resideInAnyPackage(KIT + "..", "cl.reparto.model")))
			.check(CLASSES);
	}

	@Test
	void fallsFromTheDoorToTheProcess() {
		layeredArchitecture().consideringOnlyDependenciesInLayers()
			.layer("door")
			.definedBy(KIT)
			.layer("streams")
			.definedBy(KIT + ".streams..")
			.layer("access")
			.definedBy(KIT + ".access")
			.layer("page")
			.definedBy(KIT + ".page")
			.layer("keys")
			.definedBy(KIT + ".keys")
			.layer("shop")
			.definedBy(KIT + ".shop")
			.layer("web")
			.definedBy(KIT + ".web")
			.layer("connection")
			.definedBy(KIT + ".connection")
			.layer("topics")
			.definedBy(KIT + ".topics")
			.layer("process")
			.definedBy(KIT + ".process")
			.whereLayer("door")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("streams")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("access")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("page")
			.mayOnlyBeAccessedByLayers("door")
			.whereLayer("keys")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("shop")
			.mayNotBeAccessedByAnyLayer()
			.whereLayer("web")
			.mayOnlyBeAccessedByLayers("door", "access", "page", "keys", "shop", "topics")
			.whereLayer("connection")
			.mayOnlyBeAccessedByLayers("web")
			.whereLayer("topics")
			.mayOnlyBeAccessedByLayers("door", "streams", "keys", "shop")
			.whereLayer("process")
			.mayOnlyBeAccessedByLayers("door", "streams", "keys", "shop", "topics")
			.check(CLASSES);
	}

}
