/**
 * What the three services do alike, as auto-configuration: how they make topics, start
 * Kafka Streams, report what Tomcat refuses, are watched, and end.
 */
@NullMarked
package cl.reparto.service;

import org.jspecify.annotations.NullMarked;
