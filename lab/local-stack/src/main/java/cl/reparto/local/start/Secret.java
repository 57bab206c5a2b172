package cl.reparto.local.start;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;

/**
 * A secret that is made once and kept.
 */
final class Secret {

	private static final int BYTES = 32;

	private Secret() {
	}

	/**
	 * Reads a secret, or makes it if there is none.
	 * @param file where it is kept, for nobody else to read
	 * @return 64 hexadecimal digits
	 * @throws UncheckedIOException if the file cannot be read or written
	 */
	static String keptIn(Path file) {
		try {
			if (!Files.exists(file)) {
				Files.createFile(file,
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
				byte[] secret = new byte[BYTES];
				new SecureRandom().nextBytes(secret);
				Files.writeString(file, HexFormat.of().formatHex(secret));
			}
			return Files.readString(file);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
