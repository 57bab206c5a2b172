package cl.reparto.local.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.util.ArrayList;
import java.util.List;

/**
 * The janitor's process: reads pids, one a line, until the pipe ends.
 */
final class JanitorMain {

	private JanitorMain() {
	}

	/**
	 * Waits for the end of standard input, then kills.
	 * @param args none
	 * @throws IOException if standard input cannot be read
	 */
	public static void main(String[] args) throws IOException {
		// Handles, not pids: a handle knows its process's start time, so a pid that was
		// given to another process since is never hit.
		List<ProcessHandle> children = new ArrayList<>();
		try (var pids = new BufferedReader(new InputStreamReader(System.in))) {
			for (String pid = pids.readLine(); pid != null; pid = pids.readLine()) {
				children.removeIf((child) -> !child.isAlive());
				ProcessHandle.of(Long.parseLong(pid)).ifPresent(children::add);
			}
		}
		finally {
			children.forEach(ProcessHandle::destroyForcibly);
			children.forEach((child) -> child.onExit().join());
		}
	}

}
