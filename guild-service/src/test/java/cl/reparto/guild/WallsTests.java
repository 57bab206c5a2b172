package cl.reparto.guild;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import cl.reparto.local.walls.Walls;
import org.junit.jupiter.api.Test;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

class WallsTests {

	private static final Walls WALLS = Walls.below("cl.reparto.guild");

	private static final Set<String> FEATURES = Set.of("members", "sales", "stock", "location", "notices");

	@Test
	void knowsNothingOfOrders() {
		noClasses().should()
			.dependOnClassesThat(resideInAPackage("cl.reparto..")
				.and(not(resideInAnyPackage("cl.reparto.guild..", "cl.reparto.model..", "cl.reparto.service.."))))
			.orShould()
			.dependOnClassesThat()
			.haveNameMatching("cl\\.reparto\\.model\\.Order.*")
			.check(WALLS.classes());
	}

	@Test
	void featuresDoNotSeeOneAnother() {
		Map<String, Set<String>> seen = WALLS.sights()
			.entrySet()
			.stream()
			.filter((each) -> FEATURES.contains(feature(each.getKey())))
			.collect(Collectors.toMap(Map.Entry::getKey,
					(each) -> each.getValue()
						.stream()
						.map(WallsTests::feature)
						.filter((other) -> FEATURES.contains(other) && !other.equals(feature(each.getKey())))
						.collect(Collectors.toSet())));

		assertThat(seen).hasSizeGreaterThanOrEqualTo(FEATURES.size())
			.allSatisfy((room, others) -> assertThat(others).isEmpty());
	}

	@Test
	void nothingBelowAFeatureKnowsWhatIsTakenInOrShown() {
		assertThat(WALLS.sights()).allSatisfy((room, others) -> {
			if (!room.equals("board") && !room.equals("intake")) {
				assertThat(others).doesNotContain("board", "intake");
			}
		});
	}

	private static String feature(String room) {
		return room.contains(".") ? room.substring(0, room.indexOf('.')) : room;
	}

}
