package cl.reparto.guild.board;

import java.util.List;

import cl.reparto.guild.members.Membership;
import cl.reparto.guild.notices.Fugitive;
import cl.reparto.guild.sales.DailySales;
import cl.reparto.guild.stock.Lot;
import cl.reparto.guild.stock.StockLevel;

/**
 * What there is to see of the guild at a moment. Of each list, the first rows; how many
 * there are is said beside it.
 *
 * @param active how many carts tell where they are
 * @param lost how many have been silent for too long
 * @param fugitive how many are fugitive
 * @param drawn the carts of the map, fugitives first
 * @param fugitives the fugitives, the confirmed first
 * @param lots the lots to deliver, the newest first
 * @param openLots how many there are
 * @param low the carts with little left, the least first
 * @param lowCarts how many there are
 * @param sales of the day
 * @param waiting applications, premium first
 * @param premium how many premium ones wait
 * @param ordinary how many others wait
 */
record Overview(int active, int lost, int fugitive, List<CartRow> drawn, List<Fugitive> fugitives, List<Lot> lots,
		int openLots, List<StockLevel> low, int lowCarts, Sales sales, List<Membership> waiting, int premium,
		int ordinary) {

	/** How many carts there are. */
	int carts() {
		return this.active + this.lost + this.fugitive;
	}

	/**
	 * The sales of a day.
	 *
	 * @param best the carts that sold most, the best first
	 * @param carts how many carts sold
	 * @param count how many sales
	 * @param sold how many sopaipillas
	 * @param whole whether all carts are counted
	 */
	record Sales(List<DailySales> best, long carts, long count, long sold, boolean whole) {
	}

}
