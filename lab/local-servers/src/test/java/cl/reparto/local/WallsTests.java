package cl.reparto.local;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import static org.assertj.core.api.Assertions.assertThat;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WallsTests {

	private final JavaClasses servers = new ClassFileImporter().importPath(Path.of("target/classes"));

	@Test
	void everyPackageShowsOnlyItsDoors() {
		assertThat(doors()).isEqualTo(Map.of("broker", Set.of("BrokerNode", "KafkaCluster", "TestKafka", "TopicReader"),
				"net", Set.of("Listener"), "openapi", Set.of("DescribedApi"), "order", Set.of("OrderBuilder"),
				"process", Set.of("ChildProcess", "FreePorts", "Janitor", "JavaProgram"), "smtp",
				Set.of("Hold", "Reply", "ScriptedSmtp", "TakenMail")));
	}

	@Test
	void everyPackageSeesOnlyThoseBelowIt() {
		assertThat(sights()).isEqualTo(Map.of("broker", Set.of("process"), "net", Set.of(), "openapi", Set.of(),
				"order", Set.of("model"), "process", Set.of(), "smtp", Set.of("net")));
	}

	private Map<String, Set<String>> doors() {
		return this.servers.stream()
			.filter((each) -> each.isTopLevelClass() && each.getModifiers().contains(JavaModifier.PUBLIC))
			.collect(Collectors.groupingBy(WallsTests::room,
					Collectors.mapping(JavaClass::getSimpleName, Collectors.toSet())));
	}

	/** Which packages of ours each package depends on. */
	private Map<String, Set<String>> sights() {
		return this.servers.stream()
			.collect(Collectors.groupingBy(WallsTests::room,
					Collectors.flatMapping((each) -> each.getDirectDependenciesFromSelf()
						.stream()
						.map(Dependency::getTargetClass)
						.filter((target) -> target.getPackageName().startsWith("cl.reparto."))
						.map(WallsTests::room)
						.filter((room) -> !room.equals(room(each))), Collectors.toSet())));
	}

	private static String room(JavaClass type) {
		return type.getPackageName().replaceFirst("cl\\.reparto\\.(local\\.)?", "");
	}

}
