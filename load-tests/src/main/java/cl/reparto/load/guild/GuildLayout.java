package cl.reparto.load.guild;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import cl.reparto.load.result.Layout;
import cl.reparto.load.trial.SystemUnderLoad;
import cl.reparto.local.Service;
import cl.reparto.local.StackProcess;
import cl.reparto.local.StackService;
import cl.reparto.local.smtp.ScriptedSmtp;

/**
 * How a guild is laid out: one broker, and services that each do all of its work.
 *
 * @param instances how many processes of the service
 * @param lanes how many partitions each of its topics has: 2, 4 or 10
 * @param cores how many of the machine's cores broker and services may use
 */
public record GuildLayout(int instances, int lanes, int cores) {

	/** As the guild is started if nothing is set, on the whole machine. */
	public static final GuildLayout USUAL = new GuildLayout(1, 2, Runtime.getRuntime().availableProcessors());

	/**
	 * Prepares a guild alone, which sends no mails.
	 * @param home the repository's root
	 * @param folder where everything is kept; what is in it is deleted
	 * @param settings of the service, by the names of Spring properties
	 * @return a system that {@link #start} starts
	 */
	public SystemUnderLoad system(Path home, Path folder, Map<String, String> settings) {
		Map<String, String> all = new HashMap<>(
				Map.of("reparto.mail.enabled", "false", "reparto.guild.lanes", Integer.toString(this.lanes)));
		all.putAll(settings);
		var options = SystemUnderLoad.options(folder, new Layout(this.lanes, Duration.ZERO));
		for (Service other : Service.OF_ORDERS) {
			options = options.with(other, 0);
		}
		return new SystemUnderLoad(home, options.with(Service.GUILD, this.instances), ScriptedSmtp.forgetting(), all);
	}

	/**
	 * Starts such a system, and keeps it to its cores.
	 * @param system of this layout
	 * @throws IOException if it cannot be kept there
	 */
	public void start(SystemUnderLoad system) throws IOException, InterruptedException {
		system.stack().start();
		if (this.cores < USUAL.cores) {
			LongStream brokers = system.stack().brokers().stream().mapToLong(StackProcess::pid);
			LongStream services = system.stack()
				.services()
				.stream()
				.map(StackService::process)
				.mapToLong(StackProcess::pid);
			for (long pid : LongStream.concat(brokers, services).toArray()) {
				bind(pid);
			}
		}
	}

	/** All threads of a process; those to come are bound as who starts them. */
	private void bind(long pid) throws IOException, InterruptedException {
		List<String> cores = IntStream.range(0, this.cores).mapToObj(Integer::toString).toList();
		Process taskset = new ProcessBuilder("taskset", "-a", "-p", "-c", String.join(",", cores), Long.toString(pid))
			.redirectErrorStream(true)
			.start();
		String said = new String(taskset.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		if (taskset.waitFor() != 0) {
			throw new IOException("taskset failed: " + said);
		}
	}

	/** What people call it, such as {@code 2 instances, 4 lanes, 2 cores}. */
	public String label() {
		return this.instances + (this.instances == 1 ? " instance" : " instances") + ", " + this.lanes + " lanes, "
				+ this.cores + (this.cores == 1 ? " core" : " cores");
	}

}
