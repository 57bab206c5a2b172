package cl.reparto.guild.sales;

import java.time.Instant;
import java.util.UUID;

import cl.reparto.guild.events.Place;
import cl.reparto.guild.events.SaleEvent.Sale;

/**
 * A sale for tests: at noon in Santiago, of twelve to Ana, and heard of at once.
 *
 * @param sale the sale so far
 */
record SaleBuilder(Sale sale) {

	/** Noon in Santiago, where clocks are three hours behind in summer. */
	static final Instant NOON = Instant.parse("2026-11-27T15:00:00Z");

	static final String CART = "KLZX-12";

	static SaleBuilder aSale() {
		return new SaleBuilder(new Sale(UUID.randomUUID(), CART, "Ana", 12, NOON, 88, Where.SANTIAGO.place(), NOON));
	}

	/** When it was, and was heard of. */
	SaleBuilder at(Instant hora) {
		return new SaleBuilder(new Sale(this.sale.id(), this.sale.patente(), this.sale.cliente(), this.sale.cantidad(),
				hora, this.sale.stockRestante(), this.sale.ubicacion(), hora));
	}

	SaleBuilder heardAt(Instant recibidaEn) {
		return new SaleBuilder(new Sale(this.sale.id(), this.sale.patente(), this.sale.cliente(), this.sale.cantidad(),
				this.sale.hora(), this.sale.stockRestante(), this.sale.ubicacion(), recibidaEn));
	}

	SaleBuilder by(String patente) {
		return new SaleBuilder(new Sale(this.sale.id(), patente, this.sale.cliente(), this.sale.cantidad(),
				this.sale.hora(), this.sale.stockRestante(), this.sale.ubicacion(), this.sale.recibidaEn()));
	}

	SaleBuilder of(int cantidad, String cliente) {
		return new SaleBuilder(new Sale(this.sale.id(), this.sale.patente(), cliente, cantidad, this.sale.hora(),
				this.sale.stockRestante(), this.sale.ubicacion(), this.sale.recibidaEn()));
	}

	SaleBuilder in(Where where) {
		return new SaleBuilder(new Sale(this.sale.id(), this.sale.patente(), this.sale.cliente(), this.sale.cantidad(),
				this.sale.hora(), this.sale.stockRestante(), where.place(), this.sale.recibidaEn()));
	}

	/** Places whose clocks are known. */
	enum Where {

		SANTIAGO("America/Santiago", -33.44, -70.66), ARICA("America/Santiago", -18.48, -70.31),
		PUERTO_MONTT("America/Santiago", -41.47, -72.94), HANGA_ROA("Pacific/Easter", -27.15, -109.43),
		ROBINSON_CRUSOE("America/Santiago", -33.64, -78.83), COYHAIQUE("America/Coyhaique", -45.57, -72.07),
		PUNTA_ARENAS("America/Punta_Arenas", -53.16, -70.91), PUERTO_WILLIAMS("America/Punta_Arenas", -54.93, -67.61);

		private final String zone;

		private final Place place;

		Where(String zone, double lat, double lon) {
			this.zone = zone;
			this.place = new Place(lat, lon);
		}

		String zone() {
			return this.zone;
		}

		Place place() {
			return this.place;
		}

	}

}
