package cl.reparto.notification.status.page;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.UUID;

import cl.reparto.model.Status;
import cl.reparto.notification.status.OrderStatus;
import cl.reparto.notification.status.StatusSettings;
import cl.reparto.notification.status.StatusView;
import cl.reparto.notification.status.StoredStatus;
import cl.reparto.notification.status.ViewNotReadyException;
import cl.reparto.service.page.HtmlAnswer;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.ShopSettings;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Answers with the page, or with one that helps where there is no order to show.
 */
@Component
final class TrackingAnswer {

	private final StatusView view;

	private final Duration patience;

	private final TrackingPage page;

	private final InstantSource clock = InstantSource.system();

	TrackingAnswer(StatusView view, StatusSettings settings, ShopSettings shop) {
		this.view = view;
		this.patience = settings.patience();
		this.page = new TrackingPage(shop);
	}

	/**
	 * Shows an order.
	 * @param id the order
	 * @param seen the newest version that whoever asks has seen; 0 if none
	 * @param language the customer's
	 * @return the page
	 * @throws InterruptedException if interrupted
	 */
	ResponseEntity<String> of(UUID id, int seen, Language language) throws InterruptedException {
		return of(id, seen, language, HttpStatus.OK, (order, now) -> this.page.of(order, language, now));
	}

	/**
	 * Shows an order and what came of a wish to cancel it.
	 * @param id the order
	 * @param language the customer's
	 * @param status of the answer
	 * @param key what the wish is known by if it comes again
	 * @param answer what came of it
	 * @return the page
	 * @throws InterruptedException if interrupted
	 */
	ResponseEntity<String> of(UUID id, Language language, HttpStatus status, String key, TrackingPage.Answer answer)
			throws InterruptedException {
		return of(id, 0, language, status, (order, now) -> this.page.of(order, language, now, key, answer));
	}

	private ResponseEntity<String> of(UUID id, int seen, Language language, HttpStatus status, Shown shown)
			throws InterruptedException {
		try {
			Instant now = this.clock.instant();
			return this.view.await(id, seen, Status.RECIBIDO, this.patience)
				.map(StoredStatus::order)
				.map((found) -> answer(status, shown.html(found, now)))
				.orElseGet(() -> of(TrackingPage.Absence.UNKNOWN, language));
		}
		catch (ViewNotReadyException ex) {
			return of(TrackingPage.Absence.AWAY, language);
		}
	}

	/**
	 * Says why there is no order to show.
	 * @param why the reason
	 * @param language the customer's
	 * @return the page
	 */
	ResponseEntity<String> of(TrackingPage.Absence why, Language language) {
		HttpStatus status = (why == TrackingPage.Absence.AWAY) ? HttpStatus.SERVICE_UNAVAILABLE : HttpStatus.NOT_FOUND;
		return answer(status, this.page.of(why, language));
	}

	/**
	 * What stands for a reason that was not given.
	 * @param language the customer's
	 * @return words
	 */
	String noReason(Language language) {
		return this.page.word("noReason", language);
	}

	private static ResponseEntity<String> answer(HttpStatus status, String html) {
		ResponseEntity.BodyBuilder answer = HtmlAnswer.of(status, "'self'")
			.varyBy(HttpHeaders.ACCEPT, HttpHeaders.ACCEPT_LANGUAGE);
		if (status == HttpStatus.SERVICE_UNAVAILABLE) {
			answer.header(HttpHeaders.RETRY_AFTER, "2");
		}
		return answer.body(html);
	}

	private interface Shown {

		String html(OrderStatus order, Instant now);

	}

}
