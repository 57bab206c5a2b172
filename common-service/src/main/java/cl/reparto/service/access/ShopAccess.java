package cl.reparto.service.access;

import java.time.InstantSource;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/**
 * Tells the shop from its customers by its key ({@code reparto.shop.key}). A service that
 * needs it imports it on its application class.
 */
@EnableConfigurationProperties(ShopKeySettings.class)
public final class ShopAccess {

	private final AccessKey key;

	private final InstantSource clock;

	/**
	 * Knows of no guess yet.
	 * @param settings what people set
	 */
	@Autowired
	ShopAccess(ShopKeySettings settings) {
		this(settings, InstantSource.system());
	}

	ShopAccess(ShopKeySettings settings, InstantSource clock) {
		this.key = new AccessKey(settings.key(), clock);
		this.clock = clock;
	}

	/**
	 * Whether a request is the shop's.
	 * @param request the request
	 * @return false if it shows no key at all, as customers do
	 * @throws ProblemException as {@link ProblemKind#SHOP_ONLY} if it shows a wrong one,
	 * as {@link ProblemKind#TOO_MANY_WRONG_KEYS} after too many of them from there, or as
	 * {@link ProblemKind#SHOP_WITHOUT_KEY} if the shop has none
	 */
	public boolean isShop(HttpServletRequest request) {
		AccessKey.Shown shown = this.key.shownBy(request);
		if (shown == AccessKey.Shown.OTHER) {
			throw refusal();
		}
		return shown == AccessKey.Shown.KEY;
	}

	/**
	 * Lets only the shop go on.
	 * @param request the request
	 * @throws ProblemException as {@link #isShop} throws it, also for a request that
	 * shows no key
	 */
	public void require(HttpServletRequest request) {
		if (!isShop(request)) {
			throw refusal();
		}
	}

	private ProblemException refusal() {
		return new ProblemException(this.key.exists() ? ProblemKind.SHOP_ONLY : ProblemKind.SHOP_WITHOUT_KEY);
	}

	/**
	 * Whether anybody can act for the shop.
	 * @return false if it has no key
	 */
	public boolean isPossible() {
		return this.key.exists();
	}

	/**
	 * Those who act for the shop on a page.
	 * @param cookie the name of the page's cookie
	 * @return sessions that begin with the shop's key
	 */
	public PageSessions sessions(String cookie) {
		return new PageSessions(cookie, this.key, this.clock);
	}

}
