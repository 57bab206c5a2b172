package cl.reparto.faults.bed;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk of its own for one folder (a tmpfs, so it takes root and Linux), which can be
 * full.
 */
public final class SmallDisk implements AutoCloseable {

	private static final String ROOMY = "4g";

	/** For what is written while we measure; bytes. */
	private static final long SPARE = 1 << 20;

	private final Path folder;

	/** Puts a disk under a folder, made if absent; what is in it is hidden. */
	SmallDisk(Path folder) throws IOException {
		this.folder = Files.createDirectories(folder).toAbsolutePath();
		run("mount", "-t", "tmpfs", "-o", "size=" + ROOMY, "tmpfs", this.folder.toString());
	}

	/** Leaves hardly any room. */
	public void fill() throws IOException {
		FileStore disk = Files.getFileStore(this.folder);
		remount(Long.toString(disk.getTotalSpace() - disk.getUsableSpace() + SPARE));
	}

	/** Makes room again. */
	public void free() throws IOException {
		remount(ROOMY);
	}

	private void remount(String size) throws IOException {
		run("mount", "-o", "remount,size=" + size, this.folder.toString());
	}

	private static void run(String... command) throws IOException {
		try {
			Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
			String output = new String(process.getInputStream().readAllBytes()).strip();
			if (process.waitFor() != 0) {
				throw new IOException(String.join(" ", command) + ": " + output + " (it takes root)");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

	@Override
	public void close() throws IOException {
		run("umount", "-l", this.folder.toString());
	}

}
