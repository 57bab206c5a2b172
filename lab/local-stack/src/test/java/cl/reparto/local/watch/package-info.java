/**
 * Tests of what people watch the system with: {@code docker/prometheus},
 * {@code docker/grafana} and {@code docs/runbook.md}.
 */
@NullMarked
package cl.reparto.local.watch;

import org.jspecify.annotations.NullMarked;
