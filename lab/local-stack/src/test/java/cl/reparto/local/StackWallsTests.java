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
class StackWallsTests {

	private final JavaClasses stack = new ClassFileImporter().importPath(Path.of("target/classes"));

	@Test
	void everyPackageShowsOnlyItsDoors() {
		assertThat(doors()).isEqualTo(Map.of("local",
				Set.of("CannotStartException", "LocalStack", "Metrics", "Port", "ProcessOverrides", "Service",
						"ServiceInstance", "StackOptions", "StackProcess", "StackService", "Stages"),
				"local.launch", Set.of("Launcher"), "local.mail", Set.of("MailCatcher", "Mailbox", "ReceivedMail"),
				"local.start", Set.of("StackProcesses")));
	}

	@Test
	void everyPackageSeesOnlyWhatItNeeds() {
		assertThat(sights()).isEqualTo(Map.of("local",
				Set.of("local.broker", "local.mail", "local.process", "local.start"), "local.launch", Set.of("local"),
				"local.mail", Set.of("local.smtp"), "local.start", Set.of("local", "local.broker", "local.process")));
	}

	private Map<String, Set<String>> doors() {
		return this.stack.stream()
			.filter((each) -> each.isTopLevelClass() && each.getModifiers().contains(JavaModifier.PUBLIC))
			.collect(Collectors.groupingBy(StackWallsTests::room,
					Collectors.mapping(JavaClass::getSimpleName, Collectors.toSet())));
	}

	/** Which packages of ours each package depends on. */
	private Map<String, Set<String>> sights() {
		return this.stack.stream()
			.collect(Collectors.groupingBy(StackWallsTests::room,
					Collectors.flatMapping((each) -> each.getDirectDependenciesFromSelf()
						.stream()
						.map(Dependency::getTargetClass)
						.filter((target) -> target.getPackageName().startsWith("cl.reparto."))
						.map(StackWallsTests::room)
						.filter((room) -> !room.equals(room(each))), Collectors.toSet())));
	}

	private static String room(JavaClass type) {
		return type.getPackageName().replaceFirst("cl\\.reparto\\.", "");
	}

}
