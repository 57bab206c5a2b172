package cl.reparto.faults.audit;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

/**
 * Who audits knows nothing of the books' own keepers.
 */
class AuditIndependenceTests {

	@Test
	void knowsNoneOfOurClasses() {
		classes().that()
			.resideInAPackage("cl.reparto.faults.audit..")
			.should()
			.onlyDependOnClassesThat()
			.resideInAnyPackage("cl.reparto.faults.audit..", "java..", "org.apache.kafka..", "tools.jackson..",
					"org.jspecify..", "org.junit..", "org.assertj..", "com.tngtech.archunit..")
			.check(new ClassFileImporter().importPath("target/test-classes"));
	}

}
