/**
 * What people see: the pages in a browser, over the whole system.
 */
@NullMarked
package cl.reparto.browser;

import org.jspecify.annotations.NullMarked;
