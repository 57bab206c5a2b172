package cl.reparto.local;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.local.broker.ChildProcess;
import cl.reparto.local.broker.JavaProgram;
import cl.reparto.local.broker.Janitor;

/**
 * A cache of the classes that a Spring Boot application has loaded and linked by the time
 * its context is there (JEP 514), as in our images. It halves the work of each start.
 */
final class AotCache {

	private static final ToolProvider JAR = ToolProvider.findFirst("jar").orElseThrow();

	private final Path folder;

	private final Path file;

	private final Janitor janitor;

	/**
	 * Does nothing yet.
	 * @param folder where the cache is kept
	 * @param janitor who ends the start that makes it, if this JVM cannot
	 */
	AotCache(Path folder, Janitor janitor) {
		this.folder = folder;
		this.file = folder.resolve("app.aot");
		this.janitor = janitor;
	}

	/**
	 * The same program, started from the cache. Makes the cache if there is none or the
	 * classes are newer, by a start of the program, which takes some seconds.
	 * @param program an application; its class path may hold folders
	 * @return a program that does not start without the cache
	 * @throws IllegalStateException if the application does not start
	 */
	JavaProgram startingFromIt(JavaProgram program) {
		try {
			if (!isCurrent(program)) {
				make(program);
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot make " + this.file, ex);
		}
		return packed(program, "-XX:AOTMode=on", "-XX:AOTCache=" + this.file);
	}

	private boolean isCurrent(JavaProgram program) throws IOException {
		if (!Files.exists(this.file)) {
			return false;
		}
		for (String entry : entries(program)) {
			try (Stream<Path> files = Files.walk(Path.of(entry))) {
				if (files.anyMatch(this::isNewer)) {
					return false;
				}
			}
		}
		return true;
	}

	private boolean isNewer(Path other) {
		return other.toFile().lastModified() > this.file.toFile().lastModified();
	}

	private static List<String> entries(JavaProgram program) {
		return List.of(program.classPath().split(File.pathSeparator));
	}

	private void make(JavaProgram program) throws IOException {
		Files.createDirectories(this.folder);
		Files.deleteIfExists(this.file);
		for (String entry : entries(program)) {
			if (Files.isDirectory(Path.of(entry))) {
				JAR.run(System.out, System.err, "--create", "--file", jar(entry), "-C", entry, ".");
			}
		}
		Path log = this.folder.resolve("start.log");
		ChildProcess start = new ChildProcess(packed(program, "-Xlog:aot=error", "-XX:AOTCacheOutput=" + this.file,
				"-Dspring.context.exit=onRefresh"), log, this.janitor);
		start.start();
		if (start.onExit().join().exitValue() != 0 || !Files.exists(this.file)) {
			throw new IllegalStateException("Cannot make " + this.file + "; see " + log);
		}
	}

	/** The JVM caches what is in jars alone. */
	private JavaProgram packed(JavaProgram program, String... jvmOptions) {
		String jars = entries(program).stream()
			.map((entry) -> entry.endsWith(".jar") ? entry : jar(entry))
			.collect(Collectors.joining(File.pathSeparator));
		return new JavaProgram(program.mainClass(), jars,
				Stream.concat(program.jvmOptions().stream(), Stream.of(jvmOptions)).toList(), program.arguments(),
				program.environment());
	}

	/** After its module: the folder is that module's target/classes. */
	private String jar(String classes) {
		return this.folder.resolve(Path.of(classes).getParent().getParent().getFileName() + ".jar").toString();
	}

}
