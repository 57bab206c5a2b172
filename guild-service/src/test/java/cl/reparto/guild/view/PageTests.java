package cl.reparto.guild.view;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PageTests {

	private static final List<Integer> MANY = IntStream.range(0, 12_345).boxed().toList();

	@Test
	void readsAListToItsEndHoweverLongItIs() {
		List<Integer> read = new ArrayList<>();

		Page.<Integer>readAll(PageTests::page, read::add);

		assertThat(read).isEqualTo(MANY);
	}

	private static Page<Integer> page(PageQuery query) {
		int from = (query.after() != null) ? Integer.parseInt(query.after()) : 0;
		int to = Math.min(MANY.size(), from + query.most());
		return new Page<>(MANY.subList(from, to), (to < MANY.size()) ? Integer.toString(to) : null);
	}

}
