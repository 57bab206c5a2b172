package cl.reparto.local.start;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.local.process.ChildProcess;
import cl.reparto.local.process.Janitor;
import cl.reparto.local.process.JavaProgram;

import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.WRITE;

/**
 * A cache of the classes that a Spring Boot application has loaded and linked by the time
 * its context is there (JEP 514), as in our images. It halves the work of each start. It
 * is good for one class path and JDK. It holds no profiles of methods (JEP 515): a start
 * serves nobody, and code compiled by what is usual there is slow for good (decision 7).
 */
final class AotCache {

	private static final ToolProvider JAR = ToolProvider.findFirst("jar").orElseThrow();

	/** What a cache lacks is made, and is no matter to anyone. */
	private static final String QUIET = "-Xlog:aot=error,aot+codecache*=error";

	private final JavaProgram program;

	private final Path folder;

	private final Path file;

	/**
	 * Does nothing yet.
	 * @param program an application; its class path may hold folders
	 * @param folder where the caches of this application are kept
	 */
	AotCache(JavaProgram program, Path folder) {
		this.program = program;
		this.folder = folder.resolve(Integer.toHexString(Objects.hash(program.classPath(), Runtime.version())));
		this.file = this.folder.resolve("app.aot");
	}

	/**
	 * Makes the cache if there is none or the classes are newer, by a start of the
	 * application, which takes some seconds. Processes that need it at the same time,
	 * such as the tests of two modules, make it one after the other, which is once.
	 * @param janitor who ends this start if this JVM cannot
	 * @return the same application, which does not start without the cache
	 * @throws IllegalStateException if the application does not start
	 */
	JavaProgram prepare(Janitor janitor) {
		try {
			Files.createDirectories(this.folder);
			try (FileChannel lock = FileChannel.open(this.folder.resolve("lock"), CREATE, WRITE);
					FileLock _ = lock.lock()) {
				if (!isCurrent()) {
					make(janitor);
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException("Cannot make " + this.file, ex);
		}
		return packed("-XX:AOTMode=on", "-XX:AOTCache=" + this.file);
	}

	private boolean isCurrent() throws IOException {
		long made = this.file.toFile().lastModified();
		for (String entry : entries().toList()) {
			try (Stream<Path> files = Files.walk(Path.of(entry))) {
				if (files.anyMatch((each) -> each.toFile().lastModified() > made)) {
					return false;
				}
			}
		}
		return true;
	}

	private void make(Janitor janitor) throws IOException {
		Files.deleteIfExists(this.file);
		entries().filter((entry) -> !isJar(entry)).forEach(this::pack);
		Path log = this.folder.resolve("start.log");
		ChildProcess start = new ChildProcess(packed("-XX:AOTCacheOutput=" + this.file,
				"-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining", "-Dspring.context.exit=onRefresh",
				// It may crash where it is interrupted, and tells so at length.
				"-XX:ErrorFile=" + this.folder.resolve("crash.log")), log, janitor);
		start.start();
		if (start.onExit().join().exitValue() != 0 || !Files.exists(this.file)) {
			throw new IllegalStateException("Cannot make " + this.file + "; see " + log);
		}
	}

	private void pack(String classes) {
		if (JAR.run(System.out, System.err, "--create", "--file", jar(classes), "-C", classes, ".") != 0) {
			throw new IllegalStateException("Cannot pack " + classes);
		}
	}

	/** The JVM caches what is in jars alone. */
	private JavaProgram packed(String... cacheOptions) {
		String jars = entries().map((entry) -> isJar(entry) ? entry : jar(entry))
			.collect(Collectors.joining(File.pathSeparator));
		// The program's own win, such as those of a test that puts other classes into it.
		return new JavaProgram(this.program.mainClass(), jars,
				Stream.of(List.of(QUIET), List.of(cacheOptions), this.program.jvmOptions())
					.flatMap(List::stream)
					.toList(),
				this.program.arguments(), this.program.environment());
	}

	private Stream<String> entries() {
		return Stream.of(this.program.classPath().split(File.pathSeparator));
	}

	private static boolean isJar(String entry) {
		return entry.endsWith(".jar");
	}

	/** After its module: the folder is that module's target/classes. */
	private String jar(String classes) {
		return this.folder.resolve(Path.of(classes).getParent().getParent().getFileName() + ".jar").toString();
	}

}
