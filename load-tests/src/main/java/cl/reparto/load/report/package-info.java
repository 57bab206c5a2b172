/**
 * What was measured, as a page for a browser and as tables in Markdown.
 */
@NullMarked
package cl.reparto.load.report;

import org.jspecify.annotations.NullMarked;
