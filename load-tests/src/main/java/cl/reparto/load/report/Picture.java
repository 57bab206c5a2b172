package cl.reparto.load.report;

/**
 * A picture on the page.
 *
 * @param file its name
 * @param title what it shows
 * @param svg the file's content
 */
record Picture(String file, String title, String svg) {
}
