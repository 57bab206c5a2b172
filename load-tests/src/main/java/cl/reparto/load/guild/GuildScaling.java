package cl.reparto.load.guild;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import cl.reparto.load.result.ScaledGuild;
import cl.reparto.load.trial.SystemUnderLoad;

/**
 * What more cores, instances and lanes bring: the same burst of sales for guilds that
 * differ in these alone, each of which is started anew. Of one that grows while it runs,
 * state would move at its own pace.
 *
 * @param home the repository's root
 * @param folder where everything is kept; what is in it is deleted
 * @param carts how many carts sell
 * @param warmUp how often each sells before it counts
 * @param measured how often each sells then
 */
public record GuildScaling(Path home, Path folder, int carts, int warmUp, int measured) {

	/** The broker's and the guild's machine, and then more of everything. */
	public static List<GuildLayout> layouts() {
		int cores = GuildLayout.USUAL.cores();
		return Stream
			.concat(Stream.of(new GuildLayout(1, 2, 1)), Stream.of(2, 4, 10)
				.flatMap((lanes) -> Stream.of(1, 2, 4).map((instances) -> new GuildLayout(instances, lanes, cores))))
			.toList();
	}

	/**
	 * Lets carts sell as fast as they can.
	 * @param layout of the guild
	 * @return how fast it was
	 */
	public ScaledGuild measure(GuildLayout layout) throws IOException, InterruptedException {
		try (SystemUnderLoad system = layout.system(this.home, this.folder, Map.of())) {
			layout.start(system);
			SalesBurst.now(this.carts, this.warmUp).perSecond(system.bootstrapServers(), 0);
			double perSecond = SalesBurst.now(this.carts, this.measured)
				.perSecond(system.bootstrapServers(), this.warmUp);
			return new ScaledGuild(layout.instances(), layout.lanes(), layout.cores(), perSecond);
		}
	}

}
