package cl.reparto.load;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class LoadWallsTests {

	private static final String LOAD = "cl.reparto.load";

	private static final JavaClasses ALL = new ClassFileImporter()
		.withImportOption(new ImportOption.DoNotIncludeTests())
		.importPackages(LOAD);

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			.        | .noop .trial .orders .loop .result
			.report  | .result
			.noop    | .noop
			.trial   | .orders .loop .result
			.orders  | .result
			.loop    | .result
			.result  | .result
			""")
	void eachPackageUsesOnlyThoseBelowIt(String name, String below) {
		String own = (LOAD + name).replaceAll("\\.$", "");
		String[] allowed = Stream.concat(Stream.of(own), Stream.of(below.split(" ")).map(LOAD::concat))
			.toArray(String[]::new);

		noClasses().that()
			.resideInAPackage(own)
			.should()
			.dependOnClassesThat(resideInAPackage(LOAD + "..").and(not(resideInAnyPackage(allowed))))
			.check(ALL);
	}

	@Test
	void eachPackageShowsOnlyItsDoors() {
		Map<String, Set<String>> shown = new TreeMap<>();
		ALL.stream()
			.filter((each) -> each.isTopLevelClass() && each.getModifiers().contains(JavaModifier.PUBLIC))
			.filter((each) -> !each.getPackageName().endsWith(".result"))
			.forEach((each) -> shown.computeIfAbsent(each.getPackage().getRelativeName(), (name) -> new TreeSet<>())
				.add(each.getSimpleName()));

		assertThat(shown).isEqualTo(Map.of("loop", Set.of("Client", "Contender", "Customer", "Timing", "Turns"), //
				"noop", Set.of("NoOpService"), //
				"orders", Set.of("DataSet", "GatlingLoad", "OrderSimulation", "Post", "Row"), //
				"report", Set.of("HtmlReport"), //
				"trial", Set.of("BacklogTrial", "BurstTrial", "FinishedOrder", "Footprint", "ScenarioTrial",
						"SystemUnderLoad", "TopicTail")));
	}

}
