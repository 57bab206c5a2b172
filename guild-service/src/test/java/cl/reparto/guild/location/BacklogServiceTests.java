package cl.reparto.guild.location;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import cl.reparto.guild.RunningGuild;
import cl.reparto.guild.events.CartEvent;
import cl.reparto.guild.events.GuildTopics;
import cl.reparto.guild.events.Place;
import cl.reparto.guild.location.CartState.Estado;
import cl.reparto.local.broker.TestKafka;
import cl.reparto.local.broker.TopicReader;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The role where it was away for a while in which carts went on talking. */
class BacklogServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(90);

	/** Longer than the slowest machine takes to start and to read. */
	private static final Duration SILENCE = Duration.ofMinutes(10);

	private static final Duration BETWEEN_WORDS = SILENCE.dividedBy(2);

	private static final int CARTS = 200;

	private static final int WORDS = 20;

	@TempDir
	private Path folder;

	@Test
	void losesOnlyWhoIsSilentHoweverMuchItHasStillToRead() {
		Instant now = Instant.now();
		try (RunningGuild away = RunningGuild.start(this.folder.resolve("away"), "--reparto.guild.roles=none")) {
			Instant first = now.minus(BETWEEN_WORDS.multipliedBy(WORDS));
			speak(away, "MUDO-1", first);
			for (int word = 1; word <= WORDS; word++) {
				for (int cart = 0; cart < CARTS; cart++) {
					speak(away, "HABLA-" + cart, first.plus(BETWEEN_WORDS.multipliedBy(word)));
				}
			}
		}

		try (RunningGuild back = RunningGuild.start(this.folder.resolve("back"), "--reparto.guild.roles=ubicacion",
				"--reparto.guild.location.silence=" + SILENCE)) {
			await().atMost(PATIENCE)
				.until(() -> back.bean(Carts.class).find("MUDO-1").map(CartState::estado),
						Optional.of(Estado.PERDIDO)::equals);
		}

		try (var carts = TopicReader.ofStrings(TestKafka.shared().bootstrapServers(), "carritos")) {
			assertThat(carts.records()).filteredOn((each) -> each.value() != null && each.value().contains("perdido"))
				.extracting(ConsumerRecord::key)
				.filteredOn((plate) -> plate.startsWith("HABLA") || plate.startsWith("MUDO"))
				.containsExactly("MUDO-1");
		}
	}

	private static void speak(RunningGuild guild, String plate, Instant at) {
		guild.send(GuildTopics.UBICACION, 0, plate, new CartEvent.Position(plate, new Place(-33.4, -70.6), at, at));
	}

}
