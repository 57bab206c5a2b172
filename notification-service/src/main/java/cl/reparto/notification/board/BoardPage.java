package cl.reparto.notification.board;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import cl.reparto.model.Status;
import cl.reparto.notification.board.BoardCard.Clock;
import cl.reparto.service.page.HtmlTemplate;
import cl.reparto.service.page.Language;
import cl.reparto.service.page.PageLanguage;
import cl.reparto.service.page.ShopSettings;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * The board in HTML. What customers have written is escaped.
 */
@Component
final class BoardPage {

	private final HtmlTemplate template = HtmlTemplate.of(BoardPage.class, "board.html");

	private final Map<Language, PageLanguage> languages = PageLanguage.of(BoardPage.class);

	private final ShopSettings shop;

	BoardPage(ShopSettings shop) {
		this.shop = shop;
	}

	/**
	 * Writes the page.
	 * @param board what there is; null for who is not signed in, or while it cannot be
	 * told
	 * @param visitor who looks
	 * @param language theirs
	 * @param now the time
	 * @return HTML
	 */
	String write(@Nullable Board board, Visitor visitor, Language language, Instant now) {
		PageLanguage spoken = Objects.requireNonNull(this.languages.get(language));
		Clock clock = new Clock(spoken, this.shop.zone(), now);
		Notice notice = visitor.notice();
		return this.template.fill(new View(spoken.words(), this.shop, "", "board", visitor,
				(notice != null) ? new Said(spoken.word("notice." + notice.wireName()), notice.isBad()) : null,
				visitor.token() != null && board == null, (board != null) ? Content.of(board, clock) : null));
	}

	/**
	 * Who looks.
	 *
	 * @param token what their forms carry; null for who is not signed in
	 * @param possible whether anybody can sign in
	 * @param notice what to tell them; null for nothing
	 */
	record Visitor(@Nullable String token, boolean possible, @Nullable Notice notice) {
	}

	private record Said(String text, boolean bad) {
	}

	/**
	 * What the template knows; {@code t} is what it says, {@code root} leads to where all
	 * addresses begin, and {@code door} is the page that one signs in to.
	 */
	private record View(Properties t, ShopSettings shop, String root, String door, Visitor visitor,
			@Nullable Said notice, boolean away, @Nullable Content content) {
	}

	/**
	 * The board.
	 *
	 * @param columns what is under way
	 * @param bar how the shop is; null if that is not known yet
	 * @param now the time
	 * @param time the same, as people read it
	 * @param position how far the instance has read, for pages to compare
	 * @param typing whether somebody may be typing, so that a page without scripts must
	 * not come again by itself
	 * @param totals how many orders that are shown are late, and what became of today's
	 * @param unseen says how many orders are not shown; null for none
	 * @param ended some of those that have ended today
	 */
	private record Content(List<Column> columns, @Nullable ShopBar bar, Instant now, String time, String position,
			boolean typing, List<Total> totals, @Nullable String unseen, List<BoardCard> ended) {

		static Content of(Board board, Clock clock) {
			List<Column> columns = Stream.of(Status.RECIBIDO, Status.PREPARANDO, Status.ENTREGANDO)
				.map((status) -> new Column(status.wireName(), clock.language().word(status.wireName()),
						board.count(status),
						board.in(status).stream().map((order) -> BoardCard.of(order, clock)).toList()))
				.toList();
			int unseen = columns.stream().mapToInt(Column::count).sum() - board.live().size();
			List<BoardCard> cards = columns.stream().flatMap((each) -> each.cards().stream()).toList();
			long late = cards.stream().filter(BoardCard::late).count();
			List<Total> totals = List.of(Total.of("late", late, clock),
					Total.of("received", board.receivedToday(), clock),
					Total.of("delivered", board.today(Status.FINALIZADO), clock),
					Total.of("cancelled", board.today(Status.CANCELADO), clock));
			return new Content(columns, board.shop().map((shop) -> ShopBar.of(shop, clock)).orElse(null), clock.now(),
					clock.time(clock.now()),
					board.position().stream().map(String::valueOf).collect(Collectors.joining(" ")),
					cards.stream().anyMatch(BoardCard::cancel), totals,
					(unseen > 0) ? "+" + unseen + ' ' + clock.language().counted("unseen", unseen) : null,
					board.ended().stream().map((order) -> BoardCard.of(order, clock)).toList());
		}

	}

	/**
	 * How many there are of something.
	 *
	 * @param what what it is
	 * @param count how many
	 * @param word what that many are called
	 */
	private record Total(String what, long count, String word) {

		static Total of(String what, long count, Clock clock) {
			return new Total((count > 0) ? what : "zero", count, clock.language().counted("total." + what, count));
		}

	}

	/**
	 * A status and what is in it.
	 *
	 * @param status its wire name
	 * @param word its name for people
	 * @param count how many there are, shown or not
	 * @param cards those that are shown
	 */
	private record Column(String status, String word, int count, List<BoardCard> cards) {
	}

}
