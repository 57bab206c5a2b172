package cl.reparto.local.walls;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;

/**
 * What the packages of a module show and see, by their names below a root, which itself
 * is called {@code .}.
 *
 * @param classes of the module
 * @param root a package
 */
public record Walls(JavaClasses classes, String root) {

	/**
	 * The walls of the module whose tests run.
	 * @param root what is not below it is not looked at
	 */
	public static Walls below(String root) {
		return new Walls(new ClassFileImporter().importPath(Path.of("target/classes")), root);
	}

	/** The public types of each package that has any: all that others can see of it. */
	public Map<String, Set<String>> doors() {
		return byPackage((each) -> each.isTopLevelClass() && each.getModifiers().contains(JavaModifier.PUBLIC)
				? Stream.of(each.getSimpleName()) : Stream.empty());
	}

	/** The other packages on which each package depends, if there are any. */
	public Map<String, Set<String>> sights() {
		return byPackage((each) -> each.getDirectDependenciesFromSelf()
			.stream()
			.map(Dependency::getTargetClass)
			.map(JavaClass::getBaseComponentType)
			.filter((other) -> isBelowRoot(other) && !other.getPackageName().equals(each.getPackageName()))
			.map(this::name));
	}

	private Map<String, Set<String>> byPackage(Function<JavaClass, Stream<String>> what) {
		Map<String, Set<String>> all = this.classes.stream()
			.filter(this::isBelowRoot)
			.collect(Collectors.groupingBy(this::name, TreeMap::new, Collectors.flatMapping(what, Collectors.toSet())));
		all.values().removeIf(Set::isEmpty);
		return all;
	}

	private boolean isBelowRoot(JavaClass type) {
		return (type.getPackageName() + ".").startsWith(this.root + ".");
	}

	private String name(JavaClass type) {
		String name = type.getPackageName().substring(this.root.length());
		return name.isEmpty() ? "." : name.substring(1);
	}

}
