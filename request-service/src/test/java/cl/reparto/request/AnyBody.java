package cl.reparto.request;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import tools.jackson.databind.json.JsonMapper;

/**
 * Bodies from nearly an order to nothing like one.
 */
final class AnyBody {

	private AnyBody() {
	}

	static Arbitrary<String> bodies() {
		return Arbitraries.frequencyOf(List.of(often(4, orders()), often(2, values()), often(2, damaged(orders())),
				often(1, damaged(values()))));
	}

	private static Tuple.Tuple2<Integer, Arbitrary<String>> often(int frequency, Arbitrary<String> body) {
		return Tuple.of(frequency, body);
	}

	/** Each member is well made, or any value; and there may be others. */
	private static Arbitrary<String> orders() {
		Arbitrary<String> name = member("name", texts().filter((text) -> text.length() > 2));
		Arbitrary<String> price = member("price", numbers());
		Arbitrary<String> email = member("email", Arbitraries.just("\"ana@example.cl\""));
		Arbitrary<List<String>> others = members().list().ofMaxSize(1);
		return Combinators.combine(name, price, email, others)
			.as((a, b, c, more) -> "{" + a + "," + b + "," + c
					+ more.stream().map((member) -> "," + member).collect(Collectors.joining()) + "}");
	}

	private static Arbitrary<String> member(String name, Arbitrary<String> good) {
		return Arbitraries.frequencyOf(List.of(often(8, good), often(1, values())))
			.map((value) -> "\"" + name + "\":" + value);
	}

	private static Arbitrary<String> members() {
		return Combinators.combine(texts(), values()).as((name, value) -> name + ":" + value);
	}

	private static Arbitrary<String> values() {
		return Arbitraries.lazyOf(() -> Arbitraries.of("null", "true", "false"), AnyBody::texts, AnyBody::numbers,
				() -> joined(values(), "[", "]"), () -> joined(members(), "{", "}"));
	}

	private static Arbitrary<String> joined(Arbitrary<String> parts, String begin, String end) {
		return parts.list().ofMaxSize(4).map((list) -> list.stream().collect(Collectors.joining(",", begin, end)));
	}

	/**
	 * Any characters, surrogates and controls among them, escaped as JSON demands or all.
	 */
	private static Arbitrary<String> texts() {
		return Combinators.combine(Arbitraries.strings().all().ofMaxLength(40), Arbitraries.of(true, false))
			.as((text, escape) -> escape ? escaped(text) : JsonMapper.shared().writeValueAsString(text));
	}

	private static String escaped(String text) {
		return text.chars().mapToObj((c) -> "\\u%04x".formatted(c)).collect(Collectors.joining("", "\"", "\""));
	}

	private static Arbitrary<String> numbers() {
		Arbitrary<String> plain = Arbitraries.bigDecimals().ofScale(3).map(BigDecimal::toPlainString);
		Arbitrary<String> scientific = Combinators
			.combine(Arbitraries.longs(), Arbitraries.integers().between(-999_999_999, 999_999_999))
			.as((digits, exponent) -> digits + "e" + exponent);
		Arbitrary<String> prices = Arbitraries.integers().between(1, 1_000_000).map(String::valueOf);
		return Arbitraries.frequencyOf(List.of(often(6, prices), often(1, plain), often(1, scientific)));
	}

	/** One character is missing or another. */
	private static Arbitrary<String> damaged(Arbitrary<String> bodies) {
		return Combinators
			.combine(bodies, Arbitraries.integers().between(0, 1000),
					Arbitraries.of("", "{", "\"", "\\", "0", ",", "\u0000"))
			.as((body, place, other) -> {
				int at = place % body.length();
				return body.substring(0, at) + other + body.substring(at + 1);
			});
	}

}
