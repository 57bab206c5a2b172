/**
 * Orders as customers place them, by Gatling. The door is {@link GatlingLoad}, its orders
 * are a {@link DataSet}.
 */
@NullMarked
package cl.reparto.load.orders;

import org.jspecify.annotations.NullMarked;
