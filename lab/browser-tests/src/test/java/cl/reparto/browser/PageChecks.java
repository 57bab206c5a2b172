package cl.reparto.browser;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.CheckedNode;
import com.microsoft.playwright.JSHandle;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ViewportSize;

/**
 * What holds for every page, in whatever state it is.
 */
final class PageChecks {

	/** CSS pixels: the narrowest phone (WCAG 2.2, 1.4.10). */
	private static final int NARROW = 320;

	private static final int MOST_STOPS = 60;

	/**
	 * Of axe's rules, those that the dark scheme can break where the light one does not.
	 */
	private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

	/** By what the first look has left in the page: to put it there takes longest. */
	private static final String AGAIN = """
			async (rules) => (await axe.run(document, { runOnly: rules, resultTypes: ["violations"] })).violations
			  .flatMap((rule) => rule.nodes.map((node) => `${rule.id}: ${node.html} ${node.failureSummary}`))""";

	private static final String STICKS_OUT = """
			() => {
			  const right = (each) => each.getBoundingClientRect().right;
			  const fields = [...document.querySelectorAll("section :is(input, button, select, textarea)")];
			  const all = document.documentElement.scrollWidth <= innerWidth ? [] : [...document.querySelectorAll("body *")];
			  return [...fields.filter((each) => right(each) > right(each.closest("section")) + 0.5),
			    ...all.filter((each) => right(each) > innerWidth + 0.5)].map((each) => each.outerHTML.slice(0, 100));
			}""";

	/** A page that fits itself to its window has done so two frames later. */
	private static final String SETTLE = """
			() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))""";

	/**
	 * Null past the last stop; a frame shows the focus inside. Where a live page puts the
	 * focus of what has just gone is no stop.
	 */
	private static final String STOP = """
			(known) => {
			  const at = document.activeElement;
			  if (!at || at === document.body || known.has(at)) return null;
			  known.add(at);
			  const style = getComputedStyle(at);
			  const ring = style.outlineStyle === "auto" || style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
			  const box = at.getBoundingClientRect();
			  const inView = box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
			  return { element: at.outerHTML.slice(0, 100), seen: at.tabIndex < 0 || at.tagName === "IFRAME" || ring && inView };
			}""";

	private PageChecks() {
	}

	/**
	 * Looks at a page as different people do.
	 * @param page the page
	 * @return what is wrong with it
	 */
	static List<String> of(Page page) {
		List<String> light = violations(new AxeBuilder(page));
		page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
		List<String> dark = ((List<?>) page.evaluate(AGAIN, OF_COLOURS)).stream().map(String::valueOf).toList();
		page.emulateMedia(new EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
		return Stream.of(light, dark, width(page), keyboard(page)).flatMap(List::stream).toList();
	}

	private static List<String> violations(AxeBuilder axe) {
		return axe.setLegacyMode(true)
			.analyze()
			.getViolations()
			.stream()
			.flatMap((rule) -> rule.getNodes().stream().map((node) -> rule.getId() + ": " + told(node)))
			.toList();
	}

	private static String told(CheckedNode node) {
		return node.getHtml() + " " + node.getFailureSummary();
	}

	private static List<String> width(Page page) {
		ViewportSize usual = page.viewportSize();
		page.setViewportSize(NARROW, usual.height);
		page.evaluate(SETTLE);
		List<?> wide = (List<?>) page.evaluate(STICKS_OUT);
		page.setViewportSize(usual.width, usual.height);
		page.evaluate(SETTLE);
		return wide.stream().map((each) -> "wider than " + NARROW + " px: " + each).toList();
	}

	/** Everything that can be reached by keyboard is seen when it is. */
	private static List<String> keyboard(Page page) {
		List<String> unseen = new ArrayList<>();
		JSHandle known = page.evaluateHandle("() => { document.activeElement?.blur(); return new Set(); }");
		for (int stop = 0; stop < MOST_STOPS; stop++) {
			page.keyboard().press("Tab");
			if (!(page.evaluate(STOP, known) instanceof Map<?, ?> found)) {
				break;
			}
			if (Boolean.FALSE.equals(found.get("seen"))) {
				unseen.add("focus is not seen: " + found.get("element"));
			}
		}
		return unseen;
	}

}
