package cl.reparto.service.page;

import java.net.URI;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * How pages are answered: nobody keeps them, and nothing of them goes anywhere else.
 */
public final class HtmlAnswer {

	private HtmlAnswer() {
	}

	/**
	 * An answer that is a page.
	 * @param status its status
	 * @param forms where its forms go: sources as in {@code form-action}
	 * @return the answer, yet without the page
	 */
	public static ResponseEntity.BodyBuilder of(HttpStatus status, String forms) {
		return ResponseEntity.status(status)
			.contentType(new MediaType(MediaType.TEXT_HTML, UTF_8))
			.cacheControl(CacheControl.noStore())
			.header("Content-Security-Policy",
					"default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; "
							+ "form-action " + forms + "; base-uri 'none'; frame-ancestors 'none'")
			.header("Referrer-Policy", "no-referrer")
			.header("X-Content-Type-Options", "nosniff");
	}

	/**
	 * An answer that leads to another page, such as one to a form: a reload sends
	 * nothing.
	 * @param address the other page's, relative or not
	 * @return the answer, which needs no more
	 */
	public static ResponseEntity.BodyBuilder seeOther(String address) {
		return ResponseEntity.status(HttpStatus.SEE_OTHER)
			.location(URI.create(address))
			.cacheControl(CacheControl.noStore());
	}

}
