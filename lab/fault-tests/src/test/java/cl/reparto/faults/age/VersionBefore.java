package cl.reparto.faults.age;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import cl.reparto.faults.bed.FaultBed;
import cl.reparto.local.Service;
import cl.reparto.local.StackService;
import org.junit.jupiter.api.Assumptions;

/**
 * The services as an earlier commit has them, built out of this repository's history. A
 * build is kept beside our own, for whoever asks next.
 *
 * @param home the files of that commit, with their classes
 */
record VersionBefore(Path home) {

	/** Of the main branch, from before orders knew commands and topics grew. */
	static final String COMMIT = System.getProperty("faults.before", "5c4c720588984ba6140c57974f49315c65b915ba");

	/** Of the main branch, from before mails waited for mailboxes and keys for a day. */
	static final String BEFORE_IT_AGED = "c342aa45a017668a4a3becb100e68b5eb5004b33";

	/** In the repository's root: $1 is the commit and $2 the folder. */
	private static final String BUILD = """
			[ ! -e "$2/built" ] || exit 0
			git cat-file -e "$1^{commit}" || exit 3
			rm -rf "$2"
			mkdir -p "$2"
			git archive "$1" | tar -x -C "$2"
			cd "$2"
			mvn -B -q -Dspring-javaformat.validate.skip=true process-classes -am \\
				-pl request-service,processing-service,notification-service
			touch built
			""";

	private static final int NO_SUCH_COMMIT = 3;

	/**
	 * Builds it, unless that has been done. Where its commit is not there, the test that
	 * asks is skipped.
	 * @param commit which
	 * @throws IllegalStateException if it cannot be built
	 */
	static VersionBefore build(String commit) throws IOException, InterruptedException {
		Path home = Path.of("target", "before-" + commit).toAbsolutePath();
		Path log = Files.createDirectories(home.getParent()).resolve(home.getFileName() + ".log");
		int status = new ProcessBuilder("timeout", "600", "sh", "-euc", BUILD, "sh", commit, home.toString())
			.directory(new File(System.getProperty("reparto.home")))
			.redirectErrorStream(true)
			.redirectOutput(log.toFile())
			.start()
			.waitFor();
		if (status == NO_SUCH_COMMIT) {
			String line = "Upgrades are not tested: this clone has no commit " + commit + "; git fetch --unshallow";
			System.out.println(line);
			Assumptions.abort(line);
		}
		if (status != 0) {
			throw new IllegalStateException("Cannot build the version before; see " + log);
		}
		return new VersionBefore(home);
	}

	/** Lets processes of a bed be of this version from their next start on. */
	void puttingInto(FaultBed bed, List<StackService> processes) {
		processes.forEach((each) -> bed.folder().options(each.process(), options(each.instance().service())));
	}

	/** Its classes are in no cache. */
	private String options(Service service) {
		try {
			Path target = this.home.resolve(service.module()).resolve("target");
			return "-XX:AOTMode=off -cp \"" + target.resolve("classes") + File.pathSeparator
					+ Files.readString(target.resolve("runtime-classpath")).strip() + '"';
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
