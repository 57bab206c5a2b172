package cl.reparto.faults;

import java.lang.reflect.Method;
import java.util.List;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class PartTests {

	private static final List<Class<?>> CATALOGUE = new ClassFileImporter().importPath("target/test-classes")
		.stream()
		.filter((each) -> each.getSimpleName().endsWith("FaultTests"))
		.<Class<?>>map(JavaClass::reflect)
		.filter((each) -> each != ShortFaultTests.class)
		.toList();

	@Test
	void everyFaultIsInOnePartUnlessTheShortSetShowsAsMuchOrItTakesLong() {
		assertThat(faults()).hasSize(52);
		assertThat(faults().filter((each) -> partsOf(each) != 1)).extracting(Method::getName)
			.containsExactlyInAnyOrder("survivesTheDeathOfAPartitionsLeaderFiveTimes",
					"survivesTwentyDeathsOfProcessing", "survivesFourDeathsOfRequest",
					"survivesFourDeathsOfNotification", "versionsMixAndGoBack", "aVersionThatDidNotAgeGoesOver",
					"aLoneInstanceComesBack");
	}

	@Test
	void everyTestOfTheCatalogueIsAFault() {
		assertThat(CATALOGUE).flatExtracting((each) -> List.of(each.getDeclaredMethods()))
			.extracting(Method.class::cast)
			.allSatisfy((each) -> assertThat(each.getAnnotation(Test.class)).as(each.getName()).isNull());
	}

	@ParameterizedTest
	@ValueSource(strings = { "1/4", "2/4", "3/4", "4/4" })
	void everyPartBreaksBrokersServicesNetworksAndMail(String text) {
		Part part = Part.of(text);

		assertThat(faults().filter((each) -> part.has(each.getAnnotation(Fault.class))))
			.extracting(Method::getDeclaringClass)
			.contains(BrokerFaultTests.class, ServiceFaultTests.class, NetworkFaultTests.class, MailFaultTests.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "1/4", "2/4", "3/4", "4/4" })
	void everyPartTriesTheGuild(String text) {
		Part part = Part.of(text);

		assertThat(faults().filter((each) -> part.has(each.getAnnotation(Fault.class))))
			.extracting((each) -> each.getDeclaringClass().getPackageName())
			.contains("cl.reparto.faults.sellers");
	}

	@Test
	void allIsEverything() {
		assertThat(faults()).allMatch((each) -> Part.of("all").has(each.getAnnotation(Fault.class)));
	}

	@ParameterizedTest
	@ValueSource(strings = { "5/4", "0/4", "1/3", "x", "" })
	void nothingElseIsAPart(String text) {
		assertThatIllegalArgumentException().isThrownBy(() -> Part.of(text))
			.withMessage("faults.part must be 1/4, 2/4, 3/4 or 4/4, not " + text);
	}

	private static Stream<Method> faults() {
		return CATALOGUE.stream()
			.flatMap((each) -> Stream.of(each.getDeclaredMethods()))
			.filter((each) -> each.isAnnotationPresent(Fault.class));
	}

	private static long partsOf(Method fault) {
		return Stream.of("1/4", "2/4", "3/4", "4/4")
			.filter((part) -> Part.of(part).has(fault.getAnnotation(Fault.class)))
			.count();
	}

}
