package cl.reparto.local.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Java program to run in a JVM of its own, with the JDK of this one.
 *
 * @param mainClass the class that {@code ps} and {@code jps} will know it by
 * @param classPath where its classes are, as for {@code java -cp}
 * @param jvmOptions options of the JVM
 * @param arguments arguments of the program, for everyone on the machine to see
 * @param environment variables beside those of this JVM; the place for secrets
 */
public record JavaProgram(String mainClass, String classPath, List<String> jvmOptions, List<String> arguments,
		Map<String, String> environment) {

	/**
	 * Takes copies.
	 * @throws NullPointerException if anything is null
	 */
	public JavaProgram {
		jvmOptions = List.copyOf(jvmOptions);
		arguments = List.copyOf(arguments);
		environment = Map.copyOf(environment);
	}

	/**
	 * A program without a special environment.
	 * @param mainClass the class that {@code ps} and {@code jps} will know it by
	 * @param classPath where its classes are, as for {@code java -cp}
	 * @param jvmOptions options of the JVM
	 * @param arguments arguments of the program
	 */
	public JavaProgram(String mainClass, String classPath, List<String> jvmOptions, List<String> arguments) {
		this(mainClass, classPath, jvmOptions, arguments, Map.of());
	}

	/**
	 * Prepares the program to be started by a shell script that ends in
	 * {@code exec "$@"}.
	 * @param script what the shell does first
	 * @return a builder whose process has the program's pid from the start
	 */
	ProcessBuilder behind(String script) {
		List<String> command = new ArrayList<>(List.of("sh", "-c", script, "sh"));
		command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
		command.addAll(this.jvmOptions);
		command.add(this.mainClass);
		command.addAll(this.arguments);
		ProcessBuilder builder = new ProcessBuilder(command);
		builder.environment().putAll(this.environment);
		// Not as an argument: it would be all that ps shows.
		builder.environment().put("CLASSPATH", this.classPath);
		return builder;
	}

}
