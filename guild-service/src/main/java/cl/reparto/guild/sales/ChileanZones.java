package cl.reparto.guild.sales;

import java.time.ZoneId;

import cl.reparto.guild.events.Place;

/**
 * Whose clocks a place in Chile goes by. The borders of the zones are those of regions;
 * here they are the nearest straight lines.
 */
final class ChileanZones {

	/** Most of the country. */
	static final ZoneId SANTIAGO = ZoneId.of("America/Santiago");

	private static final ZoneId EASTER = ZoneId.of("Pacific/Easter");

	private static final ZoneId PUNTA_ARENAS = ZoneId.of("America/Punta_Arenas");

	private static final ZoneId COYHAIQUE = coyhaique();

	/** In the ocean, far from both. */
	private static final double BORDER_OF_EASTER = -90;

	private static final double NORTH_OF_AYSEN = -43.7;

	private static final double NORTH_OF_MAGALLANES = -49;

	private ChileanZones() {
	}

	/** Santiago's where there is no other. */
	static ZoneId of(Place place) {
		if (place.lon() < BORDER_OF_EASTER) {
			return EASTER;
		}
		if (place.lat() < NORTH_OF_MAGALLANES) {
			return PUNTA_ARENAS;
		}
		return (place.lat() < NORTH_OF_AYSEN) ? COYHAIQUE : SANTIAGO;
	}

	/** Made in tzdata 2025b; before it, Aysén went by Santiago's clocks. */
	private static ZoneId coyhaique() {
		String id = "America/Coyhaique";
		return ZoneId.getAvailableZoneIds().contains(id) ? ZoneId.of(id) : SANTIAGO;
	}

}
