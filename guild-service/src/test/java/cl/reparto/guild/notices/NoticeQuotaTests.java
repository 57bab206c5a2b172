package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;

import cl.reparto.guild.events.CartEvent.Notice;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import static cl.reparto.guild.notices.NoticeBuilder.CART;
import static cl.reparto.guild.notices.NoticeBuilder.TIME;
import static cl.reparto.guild.notices.NoticeBuilder.aNotice;
import static org.assertj.core.api.Assertions.assertThat;

class NoticeQuotaTests {

	private Instant now = TIME.plus(Duration.ofMinutes(50));

	private final NoticeQuota quota = new NoticeQuota(new NoticesSettings(3, 5, Duration.ofDays(60)), () -> this.now);

	@Test
	void takesFiveAnHour() {
		assertThat(allowed("Ana", CART)).isEqualTo(5);
	}

	@Test
	void takesNoMoreFromAnAgentWhoWritesItsNameInOtherWays() {
		use();

		assertThat(allows(" ANA", CART)).isFalse();
	}

	@Test
	void takesThoseOfOtherAgentsAndOfOtherCarts() {
		use();

		assertThat(allows("Eva", CART)).isTrue();
		assertThat(allows("Ana", "KLZX-13")).isTrue();
	}

	@Test
	void takesThemAgainInTheNextHour() {
		use();

		this.now = TIME.plus(Duration.ofHours(1));

		assertThat(allows("Ana", CART)).isTrue();
	}

	@Test
	void takesAllPiratesForOne() {
		assertThat(allowed("Ana", null)).isEqualTo(5);
	}

	@Test
	void takesAsManyAsAreGivenBack() {
		use();
		this.quota.giveBack(notice("Ana", CART));
		this.quota.giveBack(notice("ana ", CART));
		this.quota.giveBack(notice("Eva", CART));

		assertThat(allowed("Ana", CART)).isEqualTo(2);
		assertThat(allowed("Eva", CART)).as("of whom there was none").isEqualTo(5);
	}

	private void use() {
		IntStream.range(0, 5).forEach((_) -> allows("Ana", CART));
	}

	private long allowed(String agent, @Nullable String plate) {
		return IntStream.range(0, 9).filter((_) -> allows(agent, plate)).count();
	}

	private boolean allows(String agent, @Nullable String plate) {
		return this.quota.allows(notice(agent, plate));
	}

	private Notice notice(String agent, @Nullable String plate) {
		return aNotice().of(plate).by(agent).at(this.now).build();
	}

}
