package cl.reparto.guild.board;

import java.util.List;

import cl.reparto.guild.members.Membership;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.sales.DailySales;
import cl.reparto.guild.stock.Lot;
import cl.reparto.guild.stock.StockLevel;
import org.jspecify.annotations.Nullable;

/**
 * What there is to see of the guild at a moment.
 *
 * @param active how many carts tell where they are
 * @param lost how many have been silent for too long
 * @param drawn the carts of the map, fugitives first
 * @param fugitives the fugitives, the confirmed first
 * @param lots the lots to deliver, the newest first
 * @param low the carts with little left, the least first
 * @param sales the carts that sold most today, the best first
 * @param sold how many sopaipillas all have sold today
 * @param selling in how many sales
 * @param waiting applications, premium first
 * @param premium how many premium ones wait
 * @param ordinary how many others wait
 */
record Overview(int active, int lost, List<CartRow> drawn, Part<Fugitive> fugitives, Part<Lot> lots,
		Part<StockLevel> low, Part<DailySales> sales, long sold, long selling, Part<Membership> waiting, int premium,
		int ordinary) {

	/**
	 * The first rows of a list.
	 *
	 * @param <V> what is listed
	 * @param rows the rows
	 * @param total how many rows the list has
	 */
	record Part<V>(List<V> rows, long total) {

		boolean any() {
			return !this.rows.isEmpty();
		}

		/** How many are not here; null for none. */
		@Nullable Long more() {
			return (this.total > this.rows.size()) ? this.total - this.rows.size() : null;
		}

	}

}
