package cl.reparto.model;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

class ArchitectureTests {

	@Test
	void needsNothingButTheJdkJacksonAndKafkaClients() {
		classes().should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("cl.reparto.model..", "java..", "com.fasterxml.jackson.annotation", "tools.jackson..",
					"org.apache.kafka.clients..", "org.apache.kafka.common..", "org.jspecify.annotations")
			.check(new ClassFileImporter().withImportOption(new ImportOption.DoNotIncludeTests())
				.importPackages("cl.reparto.model"));
	}

}
