package cl.reparto.model;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class OrderRulesTests {

	private static final BigDecimal PRICE = BigDecimal.TEN;

	private static final String EMAIL = "ana@example.cl";

	@ParameterizedTest
	@MethodSource
	void takesAName(String name) {
		assertThat(OrderRules.violations(name, PRICE, EMAIL)).isEmpty();
	}

	static List<String> takesAName() {
		return List.of("a", "a".repeat(200), "🥟".repeat(200), "<script>", "\u202Eאב\u200F", "ñandú 'n' \"co\"; --",
				"\u00A0.", "\u200Ba", "=?UTF-8?Q?=C3=B1?=", "\u3164가", "n\u0303", "🏳\uFE0F\u200D🌈");
	}

	@ParameterizedTest
	@MethodSource
	void refusesAName(String name) {
		assertThat(OrderRules.violations(name, PRICE, EMAIL)).extracting(OrderRules.Violation::field)
			.containsExactly("name");
	}

	static List<String> refusesAName() {
		return List.of("", "   ", "a".repeat(201), "🥟".repeat(201), "a\nb", "a\rb", "a\tb", "a\u0000", "a\u007F",
				"a\u0085b", "a\u2028b", "a\u2029b", "a\uD83E", "\uDD5Fa", "\u200B", "\u202E\u202C", "\u2066 \u2069",
				"\u2800", "\u3164", "\u115F\u1160", "\uFFA0", "\uFEFF", "\u00AD", "\u034F", "\u180E", "\uFE0F",
				"\u0303", "\uDB40\uDC41");
	}

	@ParameterizedTest
	@ValueSource(strings = { "214888.6892292968", "0.00000000000000000001", "1e9", "1000000000", "1E-20", "1.50",
			"999999999.99999999999", "12345678.901234567890" })
	void takesAPrice(String price) {
		assertThat(OrderRules.violations("a", new BigDecimal(price), EMAIL)).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "0", "0.00", "-1", "-0.01", "1000000000.01", "1e10", "1e2147483647", "1e-21",
			"1e-2147483647", "123456789.012345678901", "0.000000000000000000001" })
	void refusesAPrice(String price) {
		assertThat(OrderRules.violations("a", new BigDecimal(price), EMAIL)).extracting(OrderRules.Violation::field)
			.containsExactly("price");
	}

	@ParameterizedTest
	@MethodSource
	void takesAnAddress(String email) {
		assertThat(OrderRules.violations("a", PRICE, email)).isEmpty();
	}

	static List<String> takesAnAddress() {
		return List.of("ana@example.cl", "a@b", "ana.maria+pan@sub.example.cl", "o'higgins@example.cl",
				"ana@xn--and-6ma2c.cl", "a".repeat(64) + "@example.cl",
				"a".repeat(62) + "@" + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(63));
	}

	@ParameterizedTest
	@MethodSource
	void refusesAnAddress(String email) {
		assertThat(OrderRules.violations("a", PRICE, email)).extracting(OrderRules.Violation::field)
			.containsExactly("email");
	}

	static List<String> refusesAnAddress() {
		return List.of("", "ana", "@example.cl", "ana@", "ana@@example.cl", "Ana <ana@example.cl>", "<ana@example.cl>",
				"a@b.cl,c@d.cl", "a@b.cl;c@d.cl", "a@b.cl c@d.cl", " a@b.cl", "a@b.cl ", "a@b.cl\r\nBcc: c@d.cl",
				"a\r\n@b.cl", "a\u0000@b.cl", "\"a b\"@c.cl", "a(b)@c.cl", "a@[127.0.0.1]", "a..b@c.cl", ".a@c.cl",
				"a.@c.cl", "a@-b.cl", "a@b-.cl", "a@b..cl", "a@.cl", "a@b.cl.", "ñ@b.cl", "a@ñandú.cl",
				"a".repeat(65) + "@example.cl", "a@" + "b".repeat(64) + ".cl",
				"a".repeat(63) + "@" + "b".repeat(63) + "." + "c".repeat(63) + "." + "d".repeat(63));
	}

	@Test
	void listsEveryBadField() {
		assertThat(OrderRules.violations(null, null, null))
			.hasToString("[name is missing, price is missing, email is missing]");
	}

	@Test
	void answersAtOnceForAHostileAddress() {
		String hostile = "a@" + "a-".repeat(120) + "!";

		assertThat(OrderRules.violations("a", PRICE, hostile)).hasSize(1);
	}

}
