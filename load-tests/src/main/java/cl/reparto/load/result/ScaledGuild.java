package cl.reparto.load.result;

/**
 * How fast a guild of some size takes sales.
 *
 * @param instances how many processes of the service
 * @param lanes how many partitions each of its topics has
 * @param cores how many cores broker and services may use
 * @param salesPerSecond counted, and the carts' places and stock known
 */
public record ScaledGuild(int instances, int lanes, int cores, double salesPerSecond) {
}
