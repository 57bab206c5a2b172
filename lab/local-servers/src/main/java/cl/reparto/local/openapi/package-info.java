/**
 * Lets a service's test check the OpenAPI description against the service.
 */
@NullMarked
package cl.reparto.local.openapi;

import org.jspecify.annotations.NullMarked;
