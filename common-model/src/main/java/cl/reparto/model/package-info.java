/**
 * What travels between the services: events, statuses and the topics that carry them.
 * Plain Java; no Spring.
 */
@NullMarked
package cl.reparto.model;

import org.jspecify.annotations.NullMarked;
