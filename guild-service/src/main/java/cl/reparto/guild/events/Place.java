package cl.reparto.guild.events;

import java.util.Locale;

/**
 * A place on earth (WGS 84).
 *
 * @param lat latitude in degrees, from −90 to 90
 * @param lon longitude in degrees, from −180 to 180
 */
public record Place(double lat, double lon) {

	/**
	 * Checks the ranges.
	 * @throws IllegalArgumentException if one is left
	 */
	public Place {
		if (!(Math.abs(lat) <= 90)) {
			throw new IllegalArgumentException("lat must be from -90 to 90");
		}
		if (!(Math.abs(lon) <= 180)) {
			throw new IllegalArgumentException("lon must be from -180 to 180");
		}
	}

	/**
	 * The place as people read it.
	 * @return latitude and longitude to some ten metres
	 */
	public String rounded() {
		return String.format(Locale.ROOT, "%.4f, %.4f", this.lat, this.lon);
	}

}
