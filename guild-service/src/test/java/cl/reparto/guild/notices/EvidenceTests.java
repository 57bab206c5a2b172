package cl.reparto.guild.notices;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

import cl.reparto.guild.events.CartEvent.Notice;
import org.junit.jupiter.api.Test;

import static cl.reparto.guild.notices.NoticeBuilder.TIME;
import static cl.reparto.guild.notices.NoticeBuilder.aNotice;
import static org.assertj.core.api.Assertions.assertThat;

class EvidenceTests {

	private static final int QUOTA = 5;

	@Test
	void comparesAgentsWithoutBlanksAndCase() {
		Episodes episodes = of(aNotice().by("Ana").build(), aNotice().by(" ANA ").build(), aNotice().by("ana").build())
			.episodes();

		assertThat(episodes.agentes()).hasSize(1);
		assertThat(episodes.avisos()).isEqualTo(3);
	}

	@Test
	void keepsNoNamesOfAgents() {
		assertThat(of(aNotice().by("Anastasia").build()).toString()).doesNotContainIgnoringCase("anastasia");
	}

	@Test
	void countsANoticeThatComesTwiceOnce() {
		NoticeBuilder notice = aNotice();

		Evidence evidence = of(notice.build(), notice.build(), notice.at(TIME.plusSeconds(3)).build());

		assertThat(evidence.episodes().avisos()).isEqualTo(1);
		assertThat(evidence.episodes().desde()).isEqualTo(TIME);
	}

	@Test
	void takesTheEarlierOfTwoOfTheSameIdHoweverTheyCome() {
		NoticeBuilder notice = aNotice();

		assertThat(of(notice.at(TIME.plusSeconds(3)).build(), notice.build())).isEqualTo(of(notice.build()));
	}

	@Test
	void countsAnIdOnceOnBothSidesOfAnHour() {
		NoticeBuilder notice = aNotice();

		Evidence evidence = of(notice.build(), notice.at(TIME.plus(Duration.ofHours(1))).build());

		assertThat(evidence.episodes().avisos()).isEqualTo(1);
	}

	@Test
	void clearsByARecoveryWhatIsAsOldAndNoYounger() {
		Evidence evidence = of(aNotice().build(), aNotice().at(TIME.plusMillis(1)).build());

		assertThat(evidence.with(TIME).episodes().abierto()).isTrue();
		assertThat(evidence.with(TIME.plusMillis(1)).episodes().abierto()).isFalse();
	}

	@Test
	void numbersEpisodesByTimeHoweverTheyCome() {
		Notice first = aNotice().build();
		Notice second = aNotice().at(TIME.plusSeconds(2)).build();
		Instant between = TIME.plusSeconds(1);

		Episodes inTime = of(first).with(between).with(second, QUOTA).episodes();

		assertThat(inTime.episodio()).isEqualTo(2);
		assertThat(inTime.avisos()).isEqualTo(1);
		assertThat(of(first, second).with(between).episodes()).isEqualTo(inTime);
		assertThat(of(second, first).with(between).episodes()).isEqualTo(inTime);
		assertThat(of().with(between).with(first, QUOTA).with(second, QUOTA).episodes()).isEqualTo(inTime);
	}

	@Test
	void leavesItAtANoticeOfBeforeTheLastRecovery() {
		Evidence recovered = of(aNotice().build()).with(TIME.plusSeconds(9));

		Episodes episodes = recovered.with(aNotice().by("Eva").at(TIME.plusSeconds(3)).build(), QUOTA).episodes();

		assertThat(episodes.abierto()).isFalse();
		assertThat(episodes.episodio()).isEqualTo(1);
	}

	@Test
	void countsTheEarliestFiveOfAnAgentAndHour() {
		List<Notice> notices = IntStream.range(0, 7)
			.mapToObj((i) -> aNotice().at(TIME.plusSeconds(i)).build())
			.toList();

		Evidence evidence = of(notices.toArray(Notice[]::new));

		assertThat(evidence.episodes().avisos()).isEqualTo(QUOTA);
		assertThat(evidence.episodes().hasta()).isEqualTo(TIME.plusSeconds(4));
		assertThat(of(notices.reversed().toArray(Notice[]::new))).isEqualTo(evidence);
		assertThat(evidence.with(aNotice().at(TIME.plusSeconds(9)).build(), QUOTA)).isEqualTo(evidence);
	}

	@Test
	void countsOtherAgentsAndHoursBeyondAnAgentsQuota() {
		Evidence full = of(IntStream.range(0, QUOTA).mapToObj((_) -> aNotice().build()).toArray(Notice[]::new));

		assertThat(full.with(aNotice().by("Eva").build(), QUOTA).episodes().avisos()).isEqualTo(6);
		assertThat(full.with(aNotice().at(TIME.plus(Duration.ofHours(1))).build(), QUOTA).episodes().avisos())
			.isEqualTo(6);
	}

	@Test
	void countsOnWhenThereAreTooManyToKeep() {
		Evidence evidence = Evidence.NONE;
		for (int i = 0; i < 3 * Evidence.MOST_KEPT; i++) {
			evidence = evidence.with(aNotice().by("agent " + i).at(TIME.plusSeconds(i)).build(), QUOTA);
		}

		assertThat(evidence.avistamientos()).hasSize(Evidence.MOST_KEPT);
		assertThat(evidence.episodes().avisos()).isEqualTo(3 * Evidence.MOST_KEPT);
		assertThat(evidence.episodes().agentes()).hasSize(3 * Evidence.MOST_KEPT);
		assertThat(evidence.episodes().desde()).isEqualTo(TIME);
		assertThat(evidence.with(aNotice().by("late").build(), QUOTA)).isEqualTo(evidence);
		assertThat(evidence.with(TIME.plus(Duration.ofHours(1))).episodes().abierto()).isFalse();
	}

	private static Evidence of(Notice... notices) {
		Evidence evidence = Evidence.NONE;
		for (Notice notice : notices) {
			evidence = evidence.with(notice, QUOTA);
		}
		return evidence;
	}

}
