/**
 * What was measured, as a page for a browser and as tables in Markdown. The door is
 * {@link HtmlReport}.
 */
@NullMarked
package cl.reparto.load.report;

import org.jspecify.annotations.NullMarked;
