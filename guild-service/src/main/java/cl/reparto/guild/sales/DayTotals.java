package cl.reparto.guild.sales;

import java.nio.ByteBuffer;

import cl.reparto.guild.events.SaleEvent.Sale;

/**
 * What is known of a day so far. Sums only, so that sales may come in any order.
 *
 * @param ventas how many sales
 * @param sopaipillas how many they sold
 * @param clientes to how many different clients
 * @param tardias how many of the sales came after the day was closed
 * @param cerrada whether it is closed
 * @param pendiente whether it is to be told since it has changed
 */
record DayTotals(long ventas, long sopaipillas, long clientes, long tardias, boolean cerrada, boolean pendiente) {

	/** A day without sales. */
	static final DayTotals NONE = new DayTotals(0, 0, 0, 0, false, false);

	private static final int SIZE = 4 * Long.BYTES + 2;

	/**
	 * With one sale more.
	 * @param sale a sale that was not counted yet
	 * @param newClient whether the client bought for the first time that day
	 * @param late whether the guild heard of it after the day should have been closed
	 * @return the new totals, which are to be told
	 */
	DayTotals plus(Sale sale, boolean newClient, boolean late) {
		return new DayTotals(this.ventas + 1, this.sopaipillas + sale.cantidad(), this.clientes + (newClient ? 1 : 0),
				this.tardias + ((late || this.cerrada) ? 1 : 0), this.cerrada, true);
	}

	DayTotals told() {
		return new DayTotals(this.ventas, this.sopaipillas, this.clientes, this.tardias, this.cerrada, false);
	}

	DayTotals closed() {
		return new DayTotals(this.ventas, this.sopaipillas, this.clientes, this.tardias, true, this.pendiente);
	}

	/** 0 until the day is closed, then 1 and one more for each sale that came late. */
	long version() {
		return this.cerrada ? 1 + this.tardias : 0;
	}

	byte[] write() {
		return ByteBuffer.allocate(SIZE)
			.putLong(this.ventas)
			.putLong(this.sopaipillas)
			.putLong(this.clientes)
			.putLong(this.tardias)
			.put((byte) (this.cerrada ? 1 : 0))
			.put((byte) (this.pendiente ? 1 : 0))
			.array();
	}

	static DayTotals read(byte[] bytes) {
		ByteBuffer all = ByteBuffer.wrap(bytes);
		return new DayTotals(all.getLong(), all.getLong(), all.getLong(), all.getLong(), all.get() != 0,
				all.get() != 0);
	}

}
