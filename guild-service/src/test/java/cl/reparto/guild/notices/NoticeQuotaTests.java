package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static cl.reparto.guild.notices.NoticeBuilder.CART;
import static cl.reparto.guild.notices.NoticeBuilder.TIME;
import static org.assertj.core.api.Assertions.assertThat;

class NoticeQuotaTests {

	private Instant now = TIME.plus(Duration.ofMinutes(50));

	private final NoticeQuota quota = new NoticeQuota(new NoticesSettings(3, 5, Duration.ofDays(60)), () -> this.now);

	@Test
	void takesFiveAnHour() {
		assertThat(IntStream.range(0, 9).filter((_) -> this.quota.allows("Ana", CART)).count()).isEqualTo(5);
	}

	@Test
	void takesNoMoreFromAnAgentWhoWritesItsNameInOtherWays() {
		use();

		assertThat(this.quota.allows(" ANA", CART)).isFalse();
	}

	@Test
	void takesThoseOfOtherAgentsAndOfOtherCarts() {
		use();

		assertThat(this.quota.allows("Eva", CART)).isTrue();
		assertThat(this.quota.allows("Ana", "KLZX-13")).isTrue();
	}

	@Test
	void takesThemAgainInTheNextHour() {
		use();

		this.now = TIME.plus(Duration.ofHours(1));

		assertThat(this.quota.allows("Ana", CART)).isTrue();
	}

	@Test
	void takesAllPiratesForOne() {
		assertThat(IntStream.range(0, 9).filter((_) -> this.quota.allows("Ana", "pirata:" + UUID.randomUUID())).count())
			.isEqualTo(5);
	}

	private void use() {
		IntStream.range(0, 5).forEach((_) -> this.quota.allows("Ana", CART));
	}

}
