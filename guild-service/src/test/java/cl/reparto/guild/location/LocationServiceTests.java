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
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/** The role in the service, on a real broker. */
class LocationServiceTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@AutoClose
	private static RunningGuild guild;

	@BeforeAll
	static void start(@TempDir Path folder) {
		guild = RunningGuild.start(folder, "--reparto.guild.roles=ubicacion", "--reparto.guild.location.silence=2s");
	}

	@Test
	void followsACartUntilItIsSilent() {
		guild.send(GuildTopics.UBICACION, 0, "KLZX-12", position("KLZX-12"));

		await().atMost(PATIENCE).until(() -> estado("KLZX-12"), Optional.of(Estado.ACTIVO)::equals);
		await().atMost(PATIENCE).until(() -> estado("KLZX-12"), Optional.of(Estado.PERDIDO)::equals);
		assertThat(guild.metrics()).contains("reparto_gremio_carritos{estado=\"perdido\"}");
	}

	@Test
	void putsAsideWhatItCannotRead() {
		guild.send("ubicacion", 0, "KLZX-13", "nothing".getBytes(UTF_8));
		guild.send(GuildTopics.UBICACION, 0, "KLZX-13", position("KLZX-13"));

		await().atMost(PATIENCE).until(() -> estado("KLZX-13").isPresent());
		try (var letters = TopicReader.ofStrings(TestKafka.shared().bootstrapServers(), "ubicacion_dlt")) {
			assertThat(letters.await(PATIENCE, 1)).extracting(ConsumerRecord::value).containsExactly("nothing");
		}
	}

	private static Optional<Estado> estado(String patente) {
		return guild.bean(Carts.class).find(patente).map(CartState::estado);
	}

	private static CartEvent position(String patente) {
		return new CartEvent.Position(patente, new Place(-33.4, -70.6), Instant.now(), Instant.now());
	}

}
