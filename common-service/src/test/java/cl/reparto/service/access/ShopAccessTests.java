package cl.reparto.service.access;

import java.time.Instant;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class ShopAccessTests {

	private static final String KEY = "the-shop-s-key";

	private final ShopAccess shop = access(KEY);

	@Test
	void knowsTheShopByItsKey() {
		assertThat(this.shop.isShop(request("Bearer " + KEY))).isTrue();
		assertThatCode(() -> this.shop.require(request("Bearer " + KEY))).doesNotThrowAnyException();
	}

	@Test
	void takesWhoShowsNothingForACustomer() {
		assertThat(this.shop.isShop(request(null))).isFalse();
		assertThat(access(null).isShop(request(null))).isFalse();
	}

	@Test
	void takesNobodyWithAWrongKeyForACustomer() {
		ProblemException refused = refusal(() -> this.shop.isShop(request("Bearer a-key")));

		assertThat(refused.kind()).isEqualTo(ProblemKind.SHOP_ONLY);
		assertThat(refused.getStatusCode().value()).isEqualTo(401);
		assertThat(refused.getHeaders().getFirst("WWW-Authenticate")).isEqualTo("Bearer");
	}

	@Test
	void asksForAKeyWhereThereIsOne() {
		assertThat(refusal(() -> this.shop.require(request(null))).kind()).isEqualTo(ProblemKind.SHOP_ONLY);
	}

	@Test
	void saysThatTheShopHasNone() {
		ShopAccess none = access(" ");

		assertThat(none.isPossible()).isFalse();
		ProblemException refused = refusal(() -> none.require(request(null)));
		assertThat(refused.getStatusCode().value()).isEqualTo(403);
		assertThat(refused.getBody().getDetail()).contains("reparto.shop.key");
		assertThat(refusal(() -> none.isShop(request("Bearer "))).kind()).isEqualTo(ProblemKind.SHOP_WITHOUT_KEY);
	}

	@Test
	void countsGuessesOnPagesAndElsewhereTogether() {
		for (int i = 0; i < AccessKey.MOST_WRONG; i++) {
			this.shop.sessions("tablero").begin("guess", request(null), new MockHttpServletResponse());
		}

		assertThat(refusal(() -> this.shop.isShop(request("Bearer " + KEY))).kind())
			.isEqualTo(ProblemKind.TOO_MANY_WRONG_KEYS);
	}

	private static ShopAccess access(@Nullable String key) {
		return new ShopAccess(new ShopKeySettings(key), () -> Instant.EPOCH);
	}

	private static ProblemException refusal(Runnable asked) {
		ProblemException[] refused = new ProblemException[1];
		assertThatThrownBy(asked::run).isInstanceOfSatisfying(ProblemException.class, (ex) -> refused[0] = ex);
		return refused[0];
	}

	private static MockHttpServletRequest request(@Nullable String header) {
		MockHttpServletRequest request = new MockHttpServletRequest();
		if (header != null) {
			request.addHeader("Authorization", header);
		}
		return request;
	}

}
